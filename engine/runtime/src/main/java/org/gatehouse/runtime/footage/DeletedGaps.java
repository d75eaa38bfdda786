package org.gatehouse.runtime.footage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.RetentionMemory.Span;

/** Tells apart, in a gap that no file explains, what was deleted and what never was. Pure. */
final class DeletedGaps {
  /** How long a deleted segment was is not known: less than this beside it belongs to it. */
  private static final Duration NEAR = Duration.ofMinutes(5);

  private DeletedGaps() {}

  /**
   * The gap in parts.
   *
   * @param deleted oldest first
   * @param rest cause of what is left
   */
  static List<Gap> split(Gap gap, List<Span> deleted, GapCause rest) {
    List<Gap> parts = new ArrayList<>();
    Instant at = gap.from();
    for (Span span : deleted) {
      Instant to = span.to().isBefore(gap.to()) ? span.to() : gap.to();
      if (!to.isAfter(at) || !span.from().isBefore(gap.to())) {
        continue;
      }
      if (Duration.between(at, span.from()).compareTo(NEAR) > 0) {
        parts.add(new Gap(at, span.from(), rest, false));
        at = span.from();
      }
      add(parts, at, to);
      at = to;
    }
    boolean near = Duration.between(at, gap.to()).compareTo(NEAR) <= 0;
    if (!parts.isEmpty() && near && rest == GapCause.UNKNOWN) {
      add(parts, at, gap.to());
    } else if (at.isBefore(gap.to())) {
      parts.add(new Gap(at, gap.to(), rest, false));
    }
    return parts;
  }

  /** Deleted as well; one gap with what was deleted just before. */
  private static void add(List<Gap> parts, Instant from, Instant to) {
    Gap last = parts.isEmpty() ? null : parts.getLast();
    if (last != null && last.cause() == GapCause.DELETED) {
      parts.removeLast();
      parts.add(new Gap(last.from(), to, GapCause.DELETED, false));
    } else if (from.isBefore(to)) {
      parts.add(new Gap(from, to, GapCause.DELETED, false));
    }
  }
}
