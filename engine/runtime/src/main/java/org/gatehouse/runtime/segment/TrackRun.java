package org.gatehouse.runtime.segment;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one track in a fragment, as its {@code traf} lists them (§8.8.6): one {@code trun}
 * with duration and size of every sample, as {@code mp4.FragmentWriter} writes it. A view; times
 * are in the track's timescale.
 */
public final class TrackRun {
  private static final int DATA_OFFSET = 0x1;
  private static final int FIRST_FLAGS = 0x4;
  private static final int DURATION_AND_SIZE = 0x300;
  private static final int SAMPLE_FLAGS = 0x400;
  private static final int PER_SAMPLE = 0xf00;
  private static final int NOT_SYNC = 0x10000;

  private final ByteBuffer bytes;
  private final Box traf;
  private final int timeAt;
  private final int offsetAt;
  private final int flags;
  private final int count;

  private TrackRun(ByteBuffer bytes, Box traf, int timeAt, Box trun) {
    this.bytes = bytes;
    this.traf = traf;
    this.timeAt = timeAt;
    this.flags = bytes.getInt(trun.body()) & 0xffffff;
    this.count = bytes.getInt(trun.body() + 4);
    this.offsetAt = trun.body() + 8;
  }

  /** Null if it is not as the recorder writes it. */
  static @Nullable TrackRun of(ByteBuffer bytes, Box traf) {
    Box tfdt = traf.find(bytes, Box.TFDT);
    Box trun = traf.find(bytes, Box.TRUN);
    if (tfdt == null
        || trun == null
        || tfdt.size() != Box.FULL + 8
        || trun.size() < Box.FULL + 8
        || bytes.get(tfdt.body()) != 1) {
      return null;
    }
    TrackRun run = new TrackRun(bytes, traf, tfdt.body() + 4, trun);
    return run.sane(trun) ? run : null;
  }

  private boolean sane(Box trun) {
    boolean complete =
        (flags & (DATA_OFFSET | FIRST_FLAGS | DURATION_AND_SIZE))
            == (DATA_OFFSET | DURATION_AND_SIZE);
    return complete && count > 0 && trun.end() - samplesAt() == (long) count * stride();
  }

  /** Samples. */
  public int count() {
    return count;
  }

  /** Decode time of the first. */
  public long time() {
    return bytes.getLong(timeAt);
  }

  /** From its decode time to the next one's. */
  public long duration(int i) {
    return Integer.toUnsignedLong(bytes.getInt(at(i)));
  }

  /** Bytes of a sample. */
  public int size(int i) {
    return bytes.getInt(at(i) + 4);
  }

  /** True if it can be decoded by itself. */
  public boolean key(int i) {
    return (flags & SAMPLE_FLAGS) == 0 || (bytes.getInt(at(i) + 8) & NOT_SYNC) == 0;
  }

  /** Presentation time less decode time. */
  public int compositionOffset(int i) {
    return (flags & 0x800) == 0 ? 0 : bytes.getInt(at(i) + stride() - 4);
  }

  /** Of all samples. */
  public long duration() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += duration(i);
    }
    return sum;
  }

  /** Bytes of all samples, which lie one after the other. */
  public long size() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += size(i);
    }
    return sum;
  }

  Box box() {
    return traf;
  }

  /** Where the decode time stands, 8 bytes. */
  int timeAt() {
    return timeAt;
  }

  /** Where the offset of the data from the {@code moof} stands, 4 bytes. */
  int offsetAt() {
    return offsetAt;
  }

  /** Where the first sample's duration stands, 4 bytes. */
  int firstDurationAt() {
    return samplesAt();
  }

  private int samplesAt() {
    return offsetAt + 4;
  }

  private int stride() {
    return 4 * Integer.bitCount(flags & PER_SAMPLE);
  }

  private int at(int i) {
    return samplesAt() + i * stride();
  }
}
