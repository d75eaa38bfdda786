package org.gatehouse.server.cli.recordings;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.jspecify.annotations.Nullable;

/** Recorded and missing stretches of time, in order, as lines. */
final class Stretches {
  private record Stretch(Instant from, Instant to, String what) {
    @Override
    public String toString() {
      Duration length = Duration.between(from, to);
      return "%s  %s  %10s  %s".formatted(from, to, text(length), what);
    }

    private static String text(Duration length) {
      return length.compareTo(Duration.ofMinutes(1)) < 0
          ? "%d.%03d s".formatted(length.toSeconds(), length.toMillisPart())
          : "%d:%02d:%02d"
              .formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
    }
  }

  private Stretches() {}

  /**
   * The lines.
   *
   * @param begin where what is missing counts from; null: from the oldest recording
   * @param end until where it counts; null: until the newest
   */
  static List<String> of(
      Footage footage,
      StreamId stream,
      Instant from,
      Instant to,
      @Nullable Instant begin,
      @Nullable Instant end)
      throws IOException {
    List<SegmentInfo> segments = footage.segments(stream, from, to);
    if (segments.isEmpty()) {
      return List.of("nothing is recorded of " + stream + " from " + from + " to " + to);
    }
    Instant first = begin == null ? segments.getFirst().start() : begin;
    Instant last =
        end == null
            ? segments.stream().map(SegmentInfo::end).max(Comparator.naturalOrder()).orElse(to)
            : end;
    List<Gap> gaps = footage.gaps(stream, first, last);
    List<Stretch> stretches = new ArrayList<>();
    Instant at = first;
    for (Gap gap : gaps) {
      if (!gap.soundOnly()) {
        recorded(at, gap.from(), stretches);
        at = gap.to();
      }
      String what = (gap.soundOnly() ? "no sound: " : "missing: ") + gap.cause();
      stretches.add(new Stretch(gap.from(), gap.to(), what));
    }
    recorded(at, last, stretches);
    stretches.sort(Comparator.comparing(Stretch::from));
    return stretches.stream().map(Stretch::toString).toList();
  }

  private static void recorded(Instant from, Instant to, List<Stretch> stretches) {
    if (from.isBefore(to)) {
      stretches.add(new Stretch(from, to, "recorded"));
    }
  }
}
