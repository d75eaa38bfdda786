package org.gatehouse.camera.rtp.audio;

import org.gatehouse.camera.rtp.nal.BitReader;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.jspecify.annotations.Nullable;

/**
 * An AudioSpecificConfig, ISO/IEC 14496-3 §1.6.2.1, as far as it matters here.
 *
 * @param config the bytes as told
 * @param sampleRate of the core coder, which counts frames
 * @param channels 0 where the stream itself tells them
 * @param frameLength samples of the core coder in an access unit
 */
record AacConfig(byte[] config, int sampleRate, int channels, int frameLength) {
  private static final int LOW_COMPLEXITY = 2;
  private static final int SPECTRAL_BAND = 5;
  private static final int PARAMETRIC_STEREO = 29;
  private static final int ESCAPE = 31;
  private static final int EXPLICIT_RATE = 15;
  private static final int MAX_RATE = 96_000;
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
    7350
  };
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

  /** Reads a config; null if it cannot be one of AAC. */
  static @Nullable AacConfig parse(byte[] config) {
    BitReader bits = BitReader.plain(config);
    int type = objectType(bits);
    int rate = rate(bits);
    int channels = bits.bits(4);
    if (type == SPECTRAL_BAND || type == PARAMETRIC_STEREO) {
      rate(bits); // of the extension
      type = objectType(bits);
    }
    boolean short960 = bits.flag();
    boolean known = type >= 1 && type <= 4 && rate > 0 && channels < CHANNELS.length;
    return known && !bits.exhausted()
        ? new AacConfig(config, rate, CHANNELS[channels], short960 ? 960 : 1024)
        : null;
  }

  private static int objectType(BitReader bits) {
    int type = bits.bits(5);
    return type == ESCAPE ? 32 + bits.bits(6) : type;
  }

  private static int rate(BitReader bits) {
    int index = bits.bits(4);
    int rate = index == EXPLICIT_RATE ? bits.bits(24) : index < RATES.length ? RATES[index] : 0;
    return rate <= MAX_RATE ? rate : 0;
  }

  /** Low complexity AAC of that rate, for cameras that tell no config; null if it has no index. */
  static @Nullable AacConfig lowComplexity(int sampleRate, int channels) {
    for (int i = 0; i < RATES.length; i++) {
      if (RATES[i] == sampleRate) {
        return ofIndexes(LOW_COMPLEXITY, i, channels);
      }
    }
    return null;
  }

  /** From the fields of an ADTS header, ISO/IEC 14496-3 §1.A.2.2. */
  static @Nullable AacConfig ofIndexes(int objectType, int rateIndex, int channelIndex) {
    int bits = (objectType << 11) | (rateIndex << 7) | (channelIndex << 3);
    return parse(new byte[] {(byte) (bits >> 8), (byte) bits});
  }

  AudioFormat format(int clockRate, int channelsTold) {
    return new AudioFormat(
        AudioCodec.AAC, clockRate, channels > 0 ? channels : channelsTold, config);
  }

  /** Ticks that an access unit sounds. */
  int ticks(int clockRate) {
    return (int) ((long) frameLength * clockRate / sampleRate);
  }
}
