package org.gatehouse.storage.filesystem;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * When a fragment's pictures are shown, in timescale.
 *
 * @param start decode time of the first
 * @param duration sum of their durations
 * @param key whether the first is a key frame, as far as the fragment says
 */
record FragmentTimes(long start, long duration, boolean key) {
  static final FragmentTimes NONE = new FragmentTimes(0, 0, false);

  /** No recording lasts for so many ticks; what says so is damaged. */
  private static final long MOST = 1L << 40;

  /** tfhd and trun flags (§8.8.7, §8.8.8). */
  private static final int BASE_DATA_OFFSET = 0x1;

  private static final int DESCRIPTION_INDEX = 0x2;
  private static final int DEFAULT_DURATION = 0x8;
  private static final int DATA_OFFSET = 0x1;
  private static final int FIRST_FLAGS = 0x4;
  private static final int SAMPLE_DURATION = 0x100;
  private static final int SAMPLE_SIZE = 0x200;
  private static final int SAMPLE_FLAGS = 0x400;

  /** sample_is_non_sync_sample (§8.8.3.1). */
  private static final int NOT_KEY = 0x10000;

  /** The times in a {@code moof}'s body; {@link #NONE} if it makes no sense. */
  static FragmentTimes of(ByteBuffer moof) {
    try {
      ByteBuffer traf = child(moof, Mp4Types.TRAF);
      ByteBuffer tfdt = traf == null ? null : child(traf, Mp4Types.TFDT);
      ByteBuffer trun = traf == null ? null : child(traf, Mp4Types.TRUN);
      if (traf == null || tfdt == null || trun == null) {
        return NONE;
      }
      boolean key = startsWithKey(trun);
      long start = decodeTime(tfdt);
      long duration = duration(trun, defaultDuration(traf));
      boolean sane = start >= 0 && start < MOST && duration >= 0 && duration < MOST;
      return sane ? new FragmentTimes(start, duration, key) : NONE;
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      return NONE;
    }
  }

  /** The timescale in a {@code moov}'s body (mdhd, §8.4.2), or {@code otherwise}. */
  static long timescale(ByteBuffer moov, long otherwise) {
    try {
      ByteBuffer trak = child(moov, Mp4Types.TRAK);
      ByteBuffer mdia = trak == null ? null : child(trak, Mp4Types.MDIA);
      ByteBuffer mdhd = mdia == null ? null : child(mdia, Mp4Types.MDHD);
      if (mdhd == null) {
        return otherwise;
      }
      long value = Integer.toUnsignedLong(mdhd.getInt(mdhd.get(0) == 1 ? 20 : 12));
      return value > 0 ? value : otherwise;
    } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
      return otherwise;
    }
  }

  private static long decodeTime(ByteBuffer tfdt) {
    int version = tfdt.getInt() >>> 24;
    return version == 1 ? tfdt.getLong() : Integer.toUnsignedLong(tfdt.getInt());
  }

  private static long defaultDuration(ByteBuffer traf) {
    ByteBuffer tfhd = child(traf, Mp4Types.TFHD);
    if (tfhd == null) {
      return 0;
    }
    int flags = tfhd.getInt();
    tfhd.getInt();
    skip(tfhd, (flags & BASE_DATA_OFFSET) != 0 ? 8 : 0);
    skip(tfhd, (flags & DESCRIPTION_INDEX) != 0 ? 4 : 0);
    return (flags & DEFAULT_DURATION) != 0 ? Integer.toUnsignedLong(tfhd.getInt()) : 0;
  }

  /** Leaves the box where it is. */
  private static boolean startsWithKey(ByteBuffer trun) {
    ByteBuffer in = trun.slice();
    int flags = in.getInt();
    int samples = in.getInt();
    skip(in, (flags & DATA_OFFSET) != 0 ? 4 : 0);
    if ((flags & FIRST_FLAGS) != 0) {
      return (in.getInt() & NOT_KEY) == 0;
    }
    skip(in, Integer.bitCount(flags & (SAMPLE_DURATION | SAMPLE_SIZE)) * 4);
    return (flags & SAMPLE_FLAGS) != 0 && samples != 0 && (in.getInt() & NOT_KEY) == 0;
  }

  private static long duration(ByteBuffer trun, long defaultDuration) {
    int flags = trun.getInt();
    long samples = Integer.toUnsignedLong(trun.getInt());
    if ((flags & SAMPLE_DURATION) == 0) {
      return samples * defaultDuration;
    }
    skip(trun, (flags & DATA_OFFSET) != 0 ? 4 : 0);
    skip(trun, (flags & FIRST_FLAGS) != 0 ? 4 : 0);
    int others = Integer.bitCount(flags & 0xe00) * 4;
    long sum = 0;
    for (long i = 0; i < samples; i++) {
      sum += Integer.toUnsignedLong(trun.getInt());
      skip(trun, others);
    }
    return sum;
  }

  private static void skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
  }

  /** Body of the first box of that type in {@code body}; {@code body} stays where it is. */
  private static @Nullable ByteBuffer child(ByteBuffer body, int type) {
    ByteBuffer rest = body.slice();
    while (rest.remaining() >= 8) {
      int size = rest.getInt();
      int found = rest.getInt();
      if (size < 8 || size - 8 > rest.remaining()) {
        return null;
      }
      if (found == type) {
        return rest.slice(rest.position(), size - 8);
      }
      skip(rest, size - 8);
    }
    return null;
  }
}
