package org.gatehouse.runtime.footage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentInfo;

/** Finds what is missing between segments, and why their notes say it is. */
final class GapFinder {
  /** Less than this between two segments is rounding, not a gap. */
  private static final Duration SEAM = Duration.ofMillis(250);

  private GapFinder() {}

  /** Gaps of {@code from} to {@code to}, given the segments that reach into it, oldest first. */
  static List<Gap> find(List<SegmentInfo> segments, Instant from, Instant to) {
    List<Gap> gaps = new ArrayList<>();
    Instant covered = from;
    for (SegmentInfo segment : segments) {
      if (Duration.between(covered, segment.start()).compareTo(SEAM) > 0) {
        gaps.add(new Gap(covered, segment.start(), cause(segment), false));
      }
      for (Gap noted : segment.before()) {
        if (noted.soundOnly() && noted.to().isAfter(from) && noted.from().isBefore(to)) {
          gaps.add(
              new Gap(later(noted.from(), from), earlier(noted.to(), to), noted.cause(), true));
        }
      }
      covered = later(covered, segment.end());
    }
    if (Duration.between(covered, to).compareTo(SEAM) > 0) {
      gaps.add(new Gap(covered, to, GapCause.UNKNOWN, false));
    }
    gaps.sort(Comparator.comparing(Gap::from));
    return gaps;
  }

  private static GapCause cause(SegmentInfo segment) {
    return segment.before().stream()
        .filter(gap -> !gap.soundOnly())
        .map(Gap::cause)
        .reduce(GapCause.UNKNOWN, (older, newer) -> newer);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
