package org.gatehouse.runtime.mp4;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes media fragments: a {@code moof} that tells times, sizes and flags of its samples, and an
 * {@code mdat} with their bytes (§8.8.4, §8.1.1). Stateless.
 */
public final class FragmentWriter {
  private static final int DEFAULT_BASE_IS_MOOF = 0x20000;

  /** trun: data offset, and for each sample duration, size, flags, composition offset (§8.8.8). */
  private static final int RUN_FLAGS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;

  /** Depends on no other; a sync sample (§8.8.3.1). */
  private static final int KEY = 0x02000000;

  /** Depends on others; not a sync sample. */
  private static final int NOT_KEY = 0x01010000;

  private static final int BOX_HEADER = 8;

  /** Seconds from 1900-01-01, where NTP starts, to 1970-01-01. */
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  /** prft: some consistent clock that is not the encoder's (§8.16.5). */
  private static final int CONSISTENT_CLOCK = 24;

  private FragmentWriter() {}

  /**
   * All that comes before the samples' bytes: {@code moof} and the header of {@code mdat}.
   *
   * @param sequence number of the fragment in its file or connection, from 1
   * @param samples at least one, in decode order
   */
  public static byte[] header(long sequence, List<Sample> samples) {
    BoxWriter out = new BoxWriter(128 + 16 * samples.size());
    writeHeader(out, sequence, samples);
    return out.toBytes();
  }

  /**
   * The same after a {@code prft} box (§8.16.5), which ties the first sample's presentation to the
   * wall clock.
   */
  public static byte[] headerWithTime(long sequence, List<Sample> samples) {
    BoxWriter out = new BoxWriter(192 + 16 * samples.size());
    Sample first = samples.getFirst();
    out.fullBox("prft", 1, CONSISTENT_CLOCK).u32(InitSegment.TRACK);
    out.u64(ntp(first.unit().epochMicros()));
    out.u64(first.decodeTime() + first.compositionOffset()).end();
    writeHeader(out, sequence, samples);
    return out.toBytes();
  }

  /** {@code header} and the samples' payloads, for one gather write. */
  public static ByteBuffer[] gather(byte[] header, List<Sample> samples) {
    ByteBuffer[] parts = new ByteBuffer[samples.size() + 1];
    parts[0] = ByteBuffer.wrap(header);
    for (int i = 0; i < samples.size(); i++) {
      parts[i + 1] = ByteBuffer.wrap(samples.get(i).unit().payload());
    }
    return parts;
  }

  private static void writeHeader(BoxWriter out, long sequence, List<Sample> samples) {
    int start = out.length();
    out.box("moof").fullBox("mfhd", 0, 0).u32(sequence).end(); // §8.8.5
    out.box("traf").fullBox("tfhd", 0, DEFAULT_BASE_IS_MOOF).u32(InitSegment.TRACK).end(); // §8.8.7
    out.fullBox("tfdt", 1, 0).u64(samples.getFirst().decodeTime()).end(); // §8.8.12
    out.fullBox("trun", 1, RUN_FLAGS).u32(samples.size());
    int dataOffset = out.length();
    out.u32(0);
    long bytes = 0;
    for (Sample sample : samples) {
      int size = sample.unit().payload().length;
      bytes += size;
      out.u32(sample.duration()).u32(size).u32(sample.unit().randomAccess() ? KEY : NOT_KEY);
      out.u32(sample.compositionOffset());
    }
    out.end().end().end();
    out.set32(dataOffset, out.length() - start + BOX_HEADER);
    out.u32(BOX_HEADER + bytes).ascii("mdat");
  }

  /** Microseconds since 1970 as NTP's seconds and 32-bit fraction (RFC 5905 §6). */
  private static long ntp(long epochMicros) {
    long seconds = Math.floorDiv(epochMicros, 1_000_000L);
    long fraction = (Math.floorMod(epochMicros, 1_000_000L) << 32) / 1_000_000L;
    return (seconds + SECONDS_1900_TO_1970) << 32 | fraction;
  }
}
