package org.gatehouse.contract.storage;

import java.time.Instant;
import java.util.Comparator;
import org.gatehouse.contract.media.StreamId;

/**
 * What a segment is known by. In the order of their times.
 *
 * @param start wall-clock time in its name, whole milliseconds
 */
public record SegmentKey(StreamId stream, Instant start) implements Comparable<SegmentKey> {
  private static final Comparator<SegmentKey> ORDER =
      Comparator.comparing(SegmentKey::start)
          .thenComparing(key -> key.stream().camera())
          .thenComparing(key -> key.stream().name());

  @Override
  public int compareTo(SegmentKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return stream + " of " + start;
  }
}
