package org.gatehouse.runtime.retention;

import java.util.Arrays;

/**
 * Segments of one stream that begin on one day in UTC: eight bytes each, in the order of their
 * times. Not thread-safe.
 */
final class DaySegments {
  private static final int FIRST_CAPACITY = 16;
  private static final long LARGEST = 0xffff_ffffL;

  /** Milliseconds of the day. */
  private int[] offsets = new int[FIRST_CAPACITY];

  /** Bytes, without a sign; a segment beyond 4 GiB counts as 4 GiB. */
  private int[] sizes = new int[FIRST_CAPACITY];

  /** What went from the front is skipped, so that deleting the oldest moves nothing. */
  private int begin;

  private int end;
  private long bytes;

  /** Adds a segment; false if there is one of that time. */
  boolean put(int offset, long size) {
    int at = Arrays.binarySearch(offsets, begin, end, offset);
    if (at >= 0) {
      return false;
    }
    if (end == offsets.length) {
      resize(Math.max(FIRST_CAPACITY, (end - begin) * 3 / 2));
      at = Arrays.binarySearch(offsets, begin, end, offset);
    }
    int place = -at - 1;
    System.arraycopy(offsets, place, offsets, place + 1, end - place);
    System.arraycopy(sizes, place, sizes, place + 1, end - place);
    offsets[place] = offset;
    sizes[place] = (int) Math.min(size, LARGEST);
    end++;
    bytes += Math.min(size, LARGEST);
    return true;
  }

  /** Takes a segment out; its size, or -1 if there is none of that time. */
  long remove(int offset) {
    int at = Arrays.binarySearch(offsets, begin, end, offset);
    if (at < 0) {
      return -1;
    }
    long size = size(at);
    if (at == begin) {
      begin++;
    } else {
      System.arraycopy(offsets, at + 1, offsets, at, end - at - 1);
      System.arraycopy(sizes, at + 1, sizes, at, end - at - 1);
      end--;
    }
    bytes -= size;
    return size;
  }

  /** Index of the first segment at or after that time of the day; {@link #end} if there is none. */
  int ceiling(int offset) {
    int at = Arrays.binarySearch(offsets, begin, end, offset);
    return at < 0 ? -at - 1 : at;
  }

  /** Behind the last index. */
  int end() {
    return end;
  }

  int offset(int index) {
    return offsets[index];
  }

  long size(int index) {
    return Integer.toUnsignedLong(sizes[index]);
  }

  int count() {
    return end - begin;
  }

  long bytes() {
    return bytes;
  }

  /** Bytes of the segments from one time of the day to before another. */
  long bytes(int from, int to) {
    long sum = 0;
    int last = ceiling(to);
    for (int i = ceiling(from); i < last; i++) {
      sum += size(i);
    }
    return sum;
  }

  /** Gives back what a day that is over does not need. */
  void trim() {
    if (offsets.length > count()) {
      resize(count());
    }
  }

  private void resize(int capacity) {
    int count = count();
    int[] newOffsets = new int[capacity];
    int[] newSizes = new int[capacity];
    System.arraycopy(offsets, begin, newOffsets, 0, count);
    System.arraycopy(sizes, begin, newSizes, 0, count);
    offsets = newOffsets;
    sizes = newSizes;
    begin = 0;
    end = count;
  }
}
