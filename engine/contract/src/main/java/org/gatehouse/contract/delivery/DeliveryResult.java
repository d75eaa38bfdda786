package org.gatehouse.contract.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver ended. Reasons are one line, without secrets. */
public sealed interface DeliveryResult {
  /** The destination has accepted the event. */
  record Delivered() implements DeliveryResult {}

  /** Not now; {@code retryAfter} if the destination named a time. */
  record Retry(String reason, @Nullable Duration retryAfter) implements DeliveryResult {}

  /** Refused for good: trying again unchanged is useless. */
  record Rejected(String reason) implements DeliveryResult {}
}
