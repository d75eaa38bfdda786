package org.gatehouse.integrations.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.integrations.Samples;

/** Settings for tests. */
final class Hooks {
  private Hooks() {}

  /** Of a receiver on this machine, or at a public address. */
  static WebhookConfig config(URI url, Duration timeout) {
    return config(url, timeout, ContentMode.STRUCTURED);
  }

  static WebhookConfig config(URI url, Duration timeout, ContentMode mode) {
    return new WebhookConfig(
        url, Samples.SECRET, null, mode, true, timeout, List.of("127.0.0.0/8"), null, null, null);
  }
}
