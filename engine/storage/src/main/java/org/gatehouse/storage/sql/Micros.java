package org.gatehouse.storage.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the columns keep them: microseconds since 1970. Pure. */
public final class Micros {
  private static final Instant FIRST = toInstant(Long.MIN_VALUE / 2);
  private static final Instant LAST = toInstant(Long.MAX_VALUE / 2);

  private Micros() {}

  /** Times past the range, such as {@link Instant#MAX}, become the end of it that is nearer. */
  public static long of(Instant time) {
    Instant bounded = time.isAfter(LAST) ? LAST : time;
    return ChronoUnit.MICROS.between(Instant.EPOCH, bounded.isBefore(FIRST) ? FIRST : bounded);
  }

  /** The time that they are. */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
