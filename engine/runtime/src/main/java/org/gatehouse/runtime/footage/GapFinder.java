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
        gaps.addAll(hole(covered, segment));
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

  /** The parts of what is missing between {@code covered} and a segment, as its notes tell them. */
  private static List<Gap> hole(Instant covered, SegmentInfo segment) {
    List<Gap> parts = new ArrayList<>();
    Instant end = segment.start();
    Instant at = covered;
    for (Gap noted : segment.before()) {
      if (noted.soundOnly() || !noted.to().isAfter(at) || !noted.from().isBefore(end)) {
        continue;
      }
      if (Duration.between(at, noted.from()).compareTo(SEAM) > 0) {
        parts.add(new Gap(at, noted.from(), GapCause.UNKNOWN, false));
        at = noted.from();
      }
      boolean last = Duration.between(noted.to(), end).compareTo(SEAM) <= 0;
      Instant to = last ? end : noted.to();
      parts.add(new Gap(at, to, noted.cause(), false));
      at = to;
    }
    if (at.isBefore(end)) {
      parts.add(new Gap(at, end, GapCause.UNKNOWN, false));
    }
    return parts;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
