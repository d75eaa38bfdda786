package org.gatehouse.storage.filesystem;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code sidx} box (§8.16.3) says of its whole file.
 *
 * @param end position behind the last byte that it tells of
 * @param duration sum of its entries', in {@code timescale}
 */
record SegmentTotals(long end, long duration, long timescale) {
  /** Set where an entry tells of another index and not of media. */
  private static final int REFERS_TO_INDEX = 0x80000000;

  /**
   * Reads the box.
   *
   * @param body what follows its header
   * @param anchor position of the first byte behind the box
   * @return null if it makes no sense
   */
  static @Nullable SegmentTotals of(ByteBuffer body, long anchor) {
    try {
      ByteBuffer in = body.slice();
      int version = in.getInt() >>> 24;
      in.getInt(); // reference_ID
      long timescale = Integer.toUnsignedLong(in.getInt());
      if (version == 1) {
        in.getLong(); // earliest_presentation_time
      } else {
        in.getInt();
      }
      long first = version == 1 ? in.getLong() : Integer.toUnsignedLong(in.getInt());
      int count = in.getInt() & 0xffff;
      if (timescale == 0 || first < 0 || first > Integer.MAX_VALUE) {
        return null;
      }
      return sum(in, count, anchor + first, timescale);
    } catch (BufferUnderflowException damaged) {
      return null;
    }
  }

  private static @Nullable SegmentTotals sum(ByteBuffer in, int count, long from, long timescale) {
    long end = from;
    long duration = 0;
    for (int i = 0; i < count; i++) {
      int size = in.getInt();
      if ((size & REFERS_TO_INDEX) != 0) {
        return null;
      }
      end += size;
      duration += Integer.toUnsignedLong(in.getInt());
      in.getInt(); // key frame or not
    }
    return new SegmentTotals(end, duration, timescale);
  }

  /** The duration in microseconds. */
  long micros() {
    return duration * 1_000_000 / timescale;
  }
}
