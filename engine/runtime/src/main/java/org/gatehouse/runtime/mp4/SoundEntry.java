package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;

/** The sample entry of a sound track (§12.2.3). */
final class SoundEntry {
  private static final int HIGHEST_RATE = 0xffff;
  private static final int MOST_CHANNELS = 8;
  private static final int BITS = 16;
  private static final int OPUS_STEREO = 2;

  private SoundEntry() {}

  /** True if MP4 has an entry that tells all of this format. */
  static boolean canTell(AudioFormat format) {
    boolean sane =
        format.clockRate() > 0
            && format.clockRate() <= HIGHEST_RATE
            && format.channels() > 0
            && format.channels() <= MOST_CHANNELS;
    return sane
        && switch (format.codec()) {
          case AAC -> format.config().length > 1 && Esds.fits(format.config());
          case OPUS -> format.channels() <= OPUS_STEREO;
          case PCMA, PCMU -> true;
        };
  }

  static void write(BoxWriter out, AudioFormat format) {
    out.box(type(format.codec())).zeros(6).u16(1).zeros(8);
    out.u16(format.channels()).u16(BITS).u32(0).u32((long) format.clockRate() << 16);
    if (format.codec() == AudioCodec.AAC) {
      Esds.write(out, Esds.AAC, Esds.AUDIO, format.config());
    } else if (format.codec() == AudioCodec.OPUS) {
      opus(out, format);
    }
    out.end();
  }

  /**
   * The {@code dOps} box of "Encapsulation of Opus in ISO Base Media File Format" §4.3.2. The
   * recording begins in the middle of the stream, so there is nothing of an encoder's start to
   * skip.
   */
  private static void opus(BoxWriter out, AudioFormat format) {
    out.box("dOps").u8(0).u8(format.channels()).u16(0).u32(format.clockRate());
    out.u16(0).u8(0).end(); // output gain, channel mapping family
  }

  private static String type(AudioCodec codec) {
    return switch (codec) {
      case AAC -> "mp4a";
      case OPUS -> "Opus";
      case PCMA -> "alaw";
      case PCMU -> "ulaw";
    };
  }
}
