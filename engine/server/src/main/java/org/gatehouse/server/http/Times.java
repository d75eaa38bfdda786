package org.gatehouse.server.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the API writes them. */
final class Times {
  private Times() {}

  static String text(long epochMicros) {
    return Instant.EPOCH
        .plus(epochMicros, ChronoUnit.MICROS)
        .truncatedTo(ChronoUnit.MILLIS)
        .toString();
  }
}
