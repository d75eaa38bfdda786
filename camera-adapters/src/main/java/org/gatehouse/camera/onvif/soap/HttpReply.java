package org.gatehouse.camera.onvif.soap;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer over HTTP.
 *
 * @param challenges values of WWW-Authenticate
 * @param date the Date header as it came; may be empty
 */
record HttpReply(int status, List<String> challenges, String date, String type, byte[] body) {
  /** The device's time by RFC 9110 §6.6.1, if it tells it. */
  @Nullable Instant time() {
    try {
      return date.isEmpty()
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  boolean refused() {
    return status == 401 || status == 403;
  }
}
