package org.gatehouse.runtime.retention;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Closed segments of one stream on one volume, by start. Times are milliseconds since 1970. Not
 * thread-safe.
 */
final class StreamSegments {
  static final long DAY = 86_400_000L;

  private final NavigableMap<Long, DaySegments> days = new TreeMap<>();
  private long bytes;
  private int count;

  /** A segment. */
  record Item(long start, long bytes) {}

  boolean put(long start, long size) {
    long day = Math.floorDiv(start, DAY);
    DaySegments segments = days.get(day);
    if (segments == null) {
      Map.Entry<Long, DaySegments> before = days.lowerEntry(day);
      if (before != null) {
        before.getValue().trim();
      }
      segments = new DaySegments();
      days.put(day, segments);
    }
    long before = segments.bytes();
    boolean added = segments.put((int) Math.floorMod(start, DAY), size);
    bytes += segments.bytes() - before;
    count += added ? 1 : 0;
    return added;
  }

  /** Its size, or -1 if there is none that begins then. */
  long remove(long start) {
    long day = Math.floorDiv(start, DAY);
    DaySegments segments = days.get(day);
    long size = segments == null ? -1 : segments.remove((int) Math.floorMod(start, DAY));
    if (size >= 0 && segments != null) {
      bytes -= size;
      count--;
      if (segments.count() == 0) {
        days.remove(day);
      }
    }
    return size;
  }

  /** The first that begins at that time or later; null if there is none. */
  @Nullable Item ceiling(long time) {
    long day = Math.floorDiv(time, DAY);
    int offset = (int) Math.floorMod(time, DAY);
    for (Map.Entry<Long, DaySegments> entry : days.tailMap(day, true).entrySet()) {
      DaySegments segments = entry.getValue();
      int at = entry.getKey() == day ? segments.ceiling(offset) : segments.ceiling(0);
      if (at < segments.end()) {
        return new Item(entry.getKey() * DAY + segments.offset(at), segments.size(at));
      }
    }
    return null;
  }

  /** Bytes of those that begin from one time to before another. */
  long bytes(long from, long to) {
    long sum = 0;
    if (from >= to) {
      return 0;
    }
    long first = Math.floorDiv(from, DAY);
    long last = Math.floorDiv(to, DAY);
    for (Map.Entry<Long, DaySegments> entry : days.subMap(first, true, last, true).entrySet()) {
      long day = entry.getKey();
      if (day > first && day < last) {
        sum += entry.getValue().bytes();
      } else {
        int begin = day == first ? (int) Math.floorMod(from, DAY) : 0;
        int end = day == last ? (int) Math.floorMod(to, DAY) : (int) DAY;
        sum += entry.getValue().bytes(begin, end);
      }
    }
    return sum;
  }

  long bytes() {
    return bytes;
  }

  int count() {
    return count;
  }
}
