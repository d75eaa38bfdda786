package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.retention.StreamSegments.Item;
import org.jspecify.annotations.Nullable;

/**
 * Which segments lie on one volume and how large they are: eight bytes for each that is closed.
 * Thread-safe; every operation is short, whatever the number of segments.
 *
 * <p>The scan of the disk and the recorder tell of the same segments in any order: what the
 * recorder said counts.
 */
final class VolumeLedger implements SegmentWatch {
  private final Map<StreamId, StreamSegments> streams = new HashMap<>();
  private final Set<SegmentKey> open = new HashSet<>();
  private final Set<SegmentKey> stuck = new HashSet<>();
  private long closedBytes;
  private long closedCount;
  private long openBytes;

  /** The disk has this segment. */
  synchronized void found(SegmentKey key, long bytes) {
    if (!open.contains(key)) {
      put(key, bytes);
    }
  }

  @Override
  public synchronized void opened(SegmentKey key) {
    open.add(key);
    take(key);
  }

  @Override
  public synchronized void grew(long bytes) {
    openBytes += bytes;
  }

  @Override
  public synchronized void closed(SegmentKey key, long bytes) {
    open.remove(key);
    if (bytes > 0) {
      put(key, bytes);
    }
  }

  private void put(SegmentKey key, long bytes) {
    StreamSegments segments = streams.computeIfAbsent(key.stream(), _ -> new StreamSegments());
    long before = segments.bytes();
    if (segments.put(key.start().toEpochMilli(), bytes)) {
      closedBytes += segments.bytes() - before;
      closedCount++;
    }
  }

  private boolean take(SegmentKey key) {
    StreamSegments segments = streams.get(key.stream());
    long size = segments == null ? -1 : segments.remove(key.start().toEpochMilli());
    if (size < 0 || segments == null) {
      return false;
    }
    closedBytes -= size;
    closedCount--;
    if (segments.count() == 0) {
      streams.remove(key.stream());
    }
    return true;
  }

  /** It is not there any more. */
  synchronized void gone(SegmentKey key) {
    stuck.remove(key);
    take(key);
  }

  /** It cannot be deleted: it still takes its room, but {@link #deletable} passes it over. */
  synchronized void setAside(SegmentKey key) {
    stuck.add(key);
  }

  /** What was set aside is to be tried again. */
  synchronized void takeBack() {
    stuck.clear();
  }

  /** How many were set aside. */
  synchronized int stuck() {
    return stuck.size();
  }

  /** Streams of which there is a closed segment. */
  synchronized List<StreamId> streams() {
    return List.copyOf(streams.keySet());
  }

  /** The stream's first closed segment at or after that time, whatever becomes of it. */
  synchronized @Nullable Item ceiling(StreamId stream, long time) {
    StreamSegments segments = streams.get(stream);
    return segments == null ? null : segments.ceiling(time);
  }

  /** As {@link #ceiling}, of those that are not set aside. */
  synchronized @Nullable Item deletable(StreamId stream, long time) {
    Item item = ceiling(stream, time);
    while (item != null && !stuck.isEmpty() && stuck.contains(key(stream, item.start()))) {
      item = ceiling(stream, item.start() + 1);
    }
    return item;
  }

  static SegmentKey key(StreamId stream, long start) {
    return new SegmentKey(stream, Instant.ofEpochMilli(start));
  }

  /** Bytes of the stream's segments that begin from one time to before another. */
  synchronized long bytes(StreamId stream, long from, long to) {
    StreamSegments segments = streams.get(stream);
    return segments == null ? 0 : segments.bytes(from, to);
  }

  /** Bytes of the stream's closed segments. */
  synchronized long bytes(StreamId stream) {
    StreamSegments segments = streams.get(stream);
    return segments == null ? 0 : segments.bytes();
  }

  /** Start of the oldest closed segment, milliseconds since 1970; the largest if there is none. */
  synchronized long oldest() {
    long oldest = Long.MAX_VALUE;
    for (StreamSegments segments : streams.values()) {
      Item first = segments.ceiling(Long.MIN_VALUE);
      oldest = first == null ? oldest : Math.min(oldest, first.start());
    }
    return oldest;
  }

  /** Whether a closed segment begins from one time to before another. */
  synchronized boolean any(long from, long to) {
    for (StreamSegments segments : streams.values()) {
      Item first = segments.ceiling(from);
      if (first != null && first.start() < to) {
        return true;
      }
    }
    return false;
  }

  /** Bytes of all segments. */
  synchronized long bytes() {
    return closedBytes + openBytes;
  }

  /** All segments, open ones included. */
  synchronized long count() {
    return closedCount + open.size();
  }
}
