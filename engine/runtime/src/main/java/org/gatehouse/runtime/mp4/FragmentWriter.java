package org.gatehouse.runtime.mp4;

import java.nio.ByteBuffer;

/**
 * Writes the media fragments of one file or connection: a {@code moof} that tells times, sizes and
 * flags of its samples, and an {@code mdat} with their bytes (§8.8.4, §8.1.1). Sound, where there
 * is any, is a second {@code traf} of the same fragment, and its bytes follow the pictures'. Owner:
 * one thread; the header's memory is used again.
 */
public final class FragmentWriter {
  private static final int DEFAULT_BASE_IS_MOOF = 0x20000;

  /** trun: data offset, and for each sample duration and size (§8.8.8). */
  private static final int SOUND_FLAGS = 0x1 | 0x100 | 0x200;

  /** The same with flags and composition offset. */
  private static final int PICTURE_FLAGS = SOUND_FLAGS | 0x400 | 0x800;

  /** Depends on no other; a sync sample (§8.8.3.1). */
  private static final int KEY = 0x02000000;

  /** Depends on others; not a sync sample. */
  private static final int NOT_KEY = 0x01010000;

  private static final int BOX_HEADER = 8;

  /** Seconds from 1900-01-01, where NTP starts, to 1970-01-01. */
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  /** prft: some consistent clock that is not the encoder's (§8.16.5). */
  private static final int CONSISTENT_CLOCK = 24;

  private static final SampleRun SILENCE = new SampleRun();

  private final BoxWriter out = new BoxWriter(2048);
  private final long base;
  private final int offsetBase;

  /** A writer that gives times as they are. */
  public FragmentWriter() {
    this(0, 0);
  }

  /**
   * A writer for a file that begins at some time of its stream.
   *
   * @param base decode time that is 0 in the file
   * @param offsetBase composition offset that is 0 in the file
   */
  public FragmentWriter(long base, int offsetBase) {
    this.base = base;
    this.offsetBase = offsetBase;
  }

  /**
   * All that comes before the samples' bytes: {@code moof} and the header of {@code mdat}.
   *
   * @param sequence number of the fragment in its file or connection, from 1
   * @param pictures at least one
   */
  public byte[] header(long sequence, SampleRun pictures) {
    return header(sequence, pictures, SILENCE);
  }

  /**
   * The same with sound, whose samples follow the pictures'.
   *
   * @param sound may be empty
   */
  public byte[] header(long sequence, SampleRun pictures, SampleRun sound) {
    out.clear();
    writeHeader(sequence, pictures, sound, 0);
    return out.toBytes();
  }

  /**
   * A {@code prft} box (§8.16.5), which ties the first picture's presentation to the wall clock,
   * then {@code moof} with one or two tracks and the header of {@code mdat}.
   *
   * @param pictures at least one
   * @param sound may be empty
   * @param soundBase time of the sound's that is 0 in the file
   * @return valid until the next call
   */
  public ByteBuffer headerWithTime(
      long sequence, SampleRun pictures, SampleRun sound, long soundBase) {
    out.clear();
    out.fullBox("prft", 1, CONSISTENT_CLOCK).u32(InitSegment.VIDEO);
    out.u64(ntp(pictures.epochMicros()));
    out.u64(pictures.start() - base + pictures.compositionOffset(0) - offsetBase).end();
    writeHeader(sequence, pictures, sound, soundBase);
    return out.view();
  }

  /** {@code header} and the samples' payloads, for one gather write. */
  public static ByteBuffer[] gather(ByteBuffer header, SampleRun pictures, SampleRun sound) {
    ByteBuffer[] parts = new ByteBuffer[1 + pictures.count() + sound.count()];
    int at = 0;
    parts[at++] = header;
    for (int i = 0; i < pictures.count(); i++) {
      parts[at++] = pictures.payload(i).buffer();
    }
    for (int i = 0; i < sound.count(); i++) {
      parts[at++] = sound.payload(i).buffer();
    }
    return parts;
  }

  private void writeHeader(long sequence, SampleRun pictures, SampleRun sound, long soundBase) {
    int start = out.length();
    out.box("moof").fullBox("mfhd", 0, 0).u32(sequence).end(); // §8.8.5
    int pictureOffset = pictures(pictures);
    int soundOffset = sound.isEmpty() ? 0 : sound(sound, sound.start() - soundBase);
    out.end();
    int data = out.length() - start + BOX_HEADER;
    out.set32(pictureOffset, data);
    if (soundOffset > 0) {
      out.set32(soundOffset, data + (int) pictures.bytes());
    }
    out.u32(BOX_HEADER + pictures.bytes() + sound.bytes()).ascii("mdat");
  }

  /** Their {@code traf}; says where its data offset has to be put. */
  private int pictures(SampleRun run) {
    int dataOffset = fragment(InitSegment.VIDEO, run.start() - base, PICTURE_FLAGS, run.count());
    for (int i = 0; i < run.count(); i++) {
      out.u32(run.duration(i)).u32(run.payload(i).length()).u32(run.key(i) ? KEY : NOT_KEY);
      out.u32(run.compositionOffset(i) - offsetBase);
    }
    out.end().end();
    return dataOffset;
  }

  private int sound(SampleRun run, long decodeTime) {
    int dataOffset = fragment(InitSegment.SOUND, decodeTime, SOUND_FLAGS, run.count());
    for (int i = 0; i < run.count(); i++) {
      out.u32(run.duration(i)).u32(run.payload(i).length());
    }
    out.end().end();
    return dataOffset;
  }

  /** Begins a {@code traf} and its {@code trun}: §8.8.6, §8.8.7, §8.8.12, §8.8.8. */
  private int fragment(int track, long decodeTime, int flags, int samples) {
    out.box("traf").fullBox("tfhd", 0, DEFAULT_BASE_IS_MOOF).u32(track).end();
    out.fullBox("tfdt", 1, 0).u64(decodeTime).end();
    out.fullBox("trun", 1, flags).u32(samples);
    int dataOffset = out.length();
    out.u32(0);
    return dataOffset;
  }

  /** Microseconds since 1970 as NTP's seconds and 32-bit fraction (RFC 5905 §6). */
  private static long ntp(long epochMicros) {
    long seconds = Math.floorDiv(epochMicros, 1_000_000L);
    long fraction = (Math.floorMod(epochMicros, 1_000_000L) << 32) / 1_000_000L;
    return (seconds + SECONDS_1900_TO_1970) << 32 | fraction;
  }
}
