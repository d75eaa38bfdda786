package org.gatehouse.runtime.retention;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.jspecify.annotations.Nullable;

/**
 * Which segments there are and how large they are, oldest first. Every operation is a few steps in
 * a sorted map, whatever the number of segments. Thread-safe.
 *
 * <p>The scan of the disk and the recorder tell of the same segments in any order: what the
 * recorder said counts.
 */
final class SegmentLedger {
  private final NavigableMap<SegmentKey, Long> closed = new TreeMap<>();
  private final NavigableMap<SegmentKey, Long> stuck = new TreeMap<>();
  private final Set<SegmentKey> open = new HashSet<>();

  /** One object for each stream; a key is kept for each of its segments. */
  private final Map<StreamId, StreamId> streams = new HashMap<>();

  private long closedBytes;
  private long openBytes;
  private long deletedSegments;
  private long deletedBytes;

  /** A segment to be deleted. */
  record Held(SegmentKey key, long bytes) {}

  /** The disk has this segment. */
  synchronized void found(SegmentKey key, long bytes) {
    if (!open.contains(key) && !stuck.containsKey(key) && !closed.containsKey(key)) {
      put(key, bytes);
    }
  }

  synchronized void opened(SegmentKey key) {
    open.add(key);
    Long foundBefore = closed.remove(key);
    if (foundBefore != null) {
      closedBytes -= foundBefore;
    }
  }

  synchronized void grew(long bytes) {
    openBytes += bytes;
  }

  synchronized void closed(SegmentKey key, long bytes) {
    open.remove(key);
    if (bytes > 0 && !closed.containsKey(key)) {
      put(key, bytes);
    }
  }

  private void put(SegmentKey key, long bytes) {
    StreamId stream = streams.computeIfAbsent(key.stream(), same -> same);
    closed.put(new SegmentKey(stream, key.start()), bytes);
    closedBytes += bytes;
  }

  /** The oldest segment that is neither open nor stuck; null if there is none. */
  synchronized @Nullable Held oldest() {
    Map.Entry<SegmentKey, Long> first = closed.firstEntry();
    return first == null ? null : new Held(first.getKey(), first.getValue());
  }

  /**
   * It is not there any more.
   *
   * @param byUs false if it had gone before it was to be deleted
   */
  synchronized void gone(Held segment, boolean byUs) {
    if (closed.remove(segment.key()) == null) {
      return;
    }
    closedBytes -= segment.bytes();
    if (byUs) {
      deletedSegments++;
      deletedBytes += segment.bytes();
    }
  }

  /** It cannot be deleted: it still takes its room, but {@link #oldest} passes it over. */
  synchronized void setAside(Held segment) {
    Long bytes = closed.remove(segment.key());
    if (bytes != null) {
      stuck.put(segment.key(), bytes);
    }
  }

  /** What was set aside is to be tried again. */
  synchronized void takeBack() {
    closed.putAll(stuck);
    stuck.clear();
  }

  /** Bytes of all segments. */
  synchronized long bytes() {
    return closedBytes + openBytes;
  }

  synchronized RetentionCounters counters() {
    return new RetentionCounters(
        bytes(),
        (long) closed.size() + stuck.size() + open.size(),
        oldestSecond(),
        deletedSegments,
        deletedBytes);
  }

  private long oldestSecond() {
    if (closed.isEmpty() && stuck.isEmpty()) {
      return 0;
    }
    return Math.min(second(closed), second(stuck));
  }

  private static long second(NavigableMap<SegmentKey, Long> segments) {
    return segments.isEmpty() ? Long.MAX_VALUE : segments.firstKey().start().getEpochSecond();
  }
}
