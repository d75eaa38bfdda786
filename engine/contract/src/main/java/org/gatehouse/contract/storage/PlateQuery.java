package org.gatehouse.contract.storage;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.PlatePattern;
import org.jspecify.annotations.Nullable;

/**
 * Which reads are sought.
 *
 * @param pattern null for every plate
 * @param camera null for all
 * @param from the earliest time, included; null for no limit
 * @param to the latest time, not included; null for no limit
 * @param before only sequences smaller than this: where the page before ended
 * @param limit how many at most, at least 1
 */
public record PlateQuery(
    @Nullable PlatePattern pattern,
    @Nullable CameraId camera,
    @Nullable Instant from,
    @Nullable Instant to,
    long before,
    int limit) {
  /** Without three fixed characters in a row every read of the time has to be looked at. */
  public static final Duration LONGEST_SCAN = Duration.ofHours(24);

  /** Whether it can be answered without looking at everything that is stored. */
  public boolean isBounded() {
    return (pattern != null && pattern.isSelective())
        || (from != null && to != null && Duration.between(from, to).compareTo(LONGEST_SCAN) <= 0);
  }
}
