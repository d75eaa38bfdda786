package org.gatehouse.server.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.EventCount;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.runtime.playback.FootageCursor;

/** A camera's time line as trees of maps and lists. For one request. */
final class TimelineTree {
  /** A stream whose latest recording is not older than this is still being recorded. */
  private static final Duration GROWING = Duration.ofSeconds(10);

  private final TimeRange range;
  private final Instant now;

  /** What lies after {@code now} is no gap. */
  TimelineTree(TimeRange range, Instant now) {
    this.range = range;
    this.now = now;
  }

  /** What is recorded, cut to the range. */
  List<Map<String, String>> ranges(List<SegmentInfo> segments) {
    List<Map<String, String>> ranges = new ArrayList<>();
    Instant from = null;
    Instant to = Instant.MIN;
    for (SegmentInfo segment : segments) {
      if (from != null && segment.start().isAfter(to.plus(FootageCursor.SEAM))) {
        ranges.add(stretch(from, to));
        from = null;
      }
      from = from == null ? segment.start() : from;
      to = segment.end().isAfter(to) ? segment.end() : to;
    }
    if (from != null) {
      ranges.add(stretch(from, to));
    }
    return ranges;
  }

  private Map<String, String> stretch(Instant from, Instant to) {
    Map<String, String> tree = new LinkedHashMap<>();
    tree.put("from", (from.isBefore(range.from()) ? range.from() : from).toString());
    tree.put("to", (to.isAfter(range.to()) ? range.to() : to).toString());
    return tree;
  }

  /** What is missing, up to now; of a stream that is being recorded, up to its latest picture. */
  List<Map<String, Object>> gaps(List<Gap> gaps) {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (Gap gap : gaps) {
      boolean growing =
          gap.to().equals(range.to()) && Duration.between(gap.from(), now).compareTo(GROWING) <= 0;
      if (!growing) {
        Instant to = gap.to().isAfter(now) ? now : gap.to();
        trees.add(gap(new Gap(gap.from(), to, gap.cause(), gap.soundOnly())));
      }
    }
    return trees;
  }

  /** A gap as the page gets it. */
  static Map<String, Object> gap(Gap gap) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", gap.from().toString());
    tree.put("to", gap.to().toString());
    tree.put("cause", gap.cause().name().toLowerCase(Locale.ROOT));
    tree.put("text", gap.cause().toString());
    tree.put("soundOnly", gap.soundOnly());
    return tree;
  }

  /** How many events lie in each of so many equal parts of the range, where there are any. */
  List<Map<String, Object>> marks(EventLog events, int buckets) {
    Duration whole = Duration.between(range.from(), range.to());
    long micros = Math.ceilDiv(whole.toNanos(), 1000L * buckets);
    Duration part = Duration.ofNanos(micros * 1000);
    Map<Integer, List<EventCount>> byPart = new TreeMap<>();
    for (EventCount count :
        events.counts(range.stream().camera(), range.from(), range.to(), part)) {
      byPart.computeIfAbsent(count.stretch(), number -> new ArrayList<>()).add(count);
    }
    List<Map<String, Object>> marks = new ArrayList<>();
    byPart.forEach((number, counts) -> marks.add(mark(number, part, counts)));
    return marks;
  }

  private Map<String, Object> mark(int number, Duration part, List<EventCount> counts) {
    Map<String, Long> types = new LinkedHashMap<>();
    EventCount first = counts.getFirst();
    long sum = 0;
    for (EventCount count : counts) {
      types.put(count.type(), count.count());
      first = count.firstAt().isBefore(first.firstAt()) ? count : first;
      sum += count.count();
    }
    Instant from = range.from().plus(part.multipliedBy(number));
    Map<String, Object> tree = new LinkedHashMap<>(stretch(from, from.plus(part)));
    tree.put("count", sum);
    tree.put("types", types);
    tree.put("first", first.first().toString());
    return tree;
  }
}
