package org.gatehouse.integrations.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a destination of type {@code webhook}. */
@Describe("Posts every event to an address, signed by Standard Webhooks.")
public record WebhookConfig(
    @Describe("Where events are posted: http or https, without user name or password.") URI url,
    @Describe("Signing key shared with the receiver: whsec_ and 24 to 64 bytes in base64.")
        Secret secret,
    @Describe("The key before this one, to sign with both while the receiver changes over.")
        @Nullable Secret previousSecret,
    @Describe(
            "CloudEvents: structured puts all of an event into the body, binary its attributes"
                + " into headers.")
        @Default("structured")
        ContentMode mode,
    @Describe("Whether pictures are put into the event itself, beside their addresses.")
        @Default("true")
        boolean inlineSnapshots,
    @Describe("How long one attempt may take.") @Default("10s") Duration timeout,
    @Describe(
            "Addresses of private networks that url may lead to, such as 192.168.1.20 or"
                + " 10.0.0.0/8; none are allowed unless listed.")
        @Default("[]")
        List<String> privateTargets,
    @Describe("PEM file of the certificates to trust in place of the system's.") @Nullable Path ca,
    @Describe("PEM file of the certificate to show to the receiver, with those that signed it.")
        @Nullable Path clientCertificate,
    @Describe("PEM file of its private key, PKCS #8 without a password.")
        @Nullable Path clientKey) {
  /** Copies the list. */
  public WebhookConfig {
    privateTargets = List.copyOf(privateTargets);
  }
}
