package org.gatehouse.integrations.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;

/** Signs bodies as Standard Webhooks 1.0 says. Thread-safe. */
final class Signer {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final List<Webhook> keys;
  private final Ticker ticker;

  /**
   * With the destination's keys: it signs with each, so that a receiver may know either.
   *
   * @throws ConfigException if a secret is not what the standard asks for
   */
  Signer(String destination, List<Secret> secrets, Ticker ticker) {
    this.ticker = ticker;
    keys = secrets.stream().map(secret -> signing(destination, secret)).toList();
  }

  private static Webhook signing(String destination, Secret secret) {
    try {
      return new Webhook(key(destination, secret));
    } catch (EmptyWebhookSecretException e) {
      throw illegal(destination, "it is empty");
    }
  }

  /**
   * The headers of one attempt.
   *
   * @param id the same at every attempt to deliver the same event
   */
  Signature sign(String id, String body) {
    long timestamp = Math.floorDiv(ticker.epochMicros(), 1_000_000L);
    try {
      List<String> signatures = new ArrayList<>();
      for (Webhook key : keys) {
        signatures.add(key.sign(id, timestamp, body));
      }
      return new Signature(id, timestamp, String.join(" ", signatures));
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("a checked key cannot fail to sign", e);
    }
  }

  private static byte[] key(String destination, Secret secret) {
    String text = secret.reveal().strip();
    if (!text.startsWith(PREFIX)) {
      throw illegal(destination, "it does not start with " + PREFIX);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw illegal(destination, "what follows " + PREFIX + " is not base64");
    }
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw illegal(destination, "the key has " + key.length + " bytes");
    }
    return key;
  }

  private static ConfigException illegal(String destination, String seen) {
    return new ConfigException(
        "destination "
            + destination
            + ": secret must be whsec_ and 24 to 64 bytes in base64, but "
            + seen
            + ". Make one with: echo whsec_$(openssl rand -base64 32)");
  }

  /** What goes into {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}. */
  record Signature(String id, long timestamp, String value) {}
}
