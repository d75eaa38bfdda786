package org.gatehouse.integrations.webhook;

import java.net.URI;
import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;

/** Keys of a destination of type {@code webhook}. */
@Describe("Posts every event to an address, signed by Standard Webhooks.")
public record WebhookConfig(
    @Describe("Where events are posted: http or https, without user name or password.") URI url,
    @Describe("Signing key shared with the receiver: whsec_ and 24 to 64 bytes in base64.")
        Secret secret,
    @Describe("Whether pictures are put into the event itself, beside their addresses.")
        @Default("true")
        boolean inlineSnapshots,
    @Describe("How long one attempt may take.") @Default("10s") Duration timeout) {}
