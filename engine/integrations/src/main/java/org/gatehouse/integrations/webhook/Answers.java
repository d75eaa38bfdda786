package org.gatehouse.integrations.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.jspecify.annotations.Nullable;

/** What a receiver's answer means for the event. Pure. */
final class Answers {
  private Answers() {}

  /**
   * The result of a status.
   *
   * @param retryAfter the header of that name, if any
   */
  static DeliveryResult of(int status, Optional<String> retryAfter, Instant now) {
    if (status >= 200 && status < 300) {
      return new DeliveryResult.Delivered();
    }
    String reason = "the receiver answered " + status;
    if (status >= 300 && status < 400) {
      return new DeliveryResult.Retry(
          reason + ": redirects are not followed, put the final address into 'url'", null);
    }
    boolean passing = status == 408 || status == 425 || status == 429;
    if (passing || status < 400 || status >= 500) {
      return new DeliveryResult.Retry(reason, retryAfter.map(t -> delay(t, now)).orElse(null));
    }
    return new DeliveryResult.Rejected(reason);
  }

  /** Seconds or an HTTP date (RFC 9110 §10.2.3); null if it is neither. */
  private static @Nullable Duration delay(String text, Instant now) {
    String value = text.strip();
    try {
      if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Duration.ofSeconds(value.length() > 9 ? 999_999_999L : Long.parseLong(value));
      }
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
