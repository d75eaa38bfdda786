package org.gatehouse.bench.powercut;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.storage.SegmentInfo;

/** How much time recordings hold. */
final class Coverage {
  private static final double MICROS = 1e6;

  private Coverage() {}

  /** Seconds that lie before {@code until}; what is there twice counts once. */
  static double seconds(List<SegmentInfo> segments, Instant until) {
    Instant covered = Instant.EPOCH;
    long micros = 0;
    for (SegmentInfo segment :
        segments.stream().sorted(Comparator.comparing(SegmentInfo::start)).toList()) {
      Instant from = segment.start().isAfter(covered) ? segment.start() : covered;
      Instant to = segment.end().isBefore(until) ? segment.end() : until;
      if (from.isBefore(to)) {
        micros += Duration.between(from, to).toNanos() / 1000;
        covered = to;
      }
    }
    return micros / MICROS;
  }
}
