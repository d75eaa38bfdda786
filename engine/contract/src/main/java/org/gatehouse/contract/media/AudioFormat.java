package org.gatehouse.contract.media;

import java.util.Arrays;
import java.util.Objects;

/**
 * How to decode the audio of a stream.
 *
 * @param clockRate ticks of {@link AudioFrame#ticks} in a second; for AAC and G.711 the sampling
 *     rate
 * @param channels 1 or more
 * @param config AudioSpecificConfig for AAC (ISO/IEC 14496-3 §1.6.2.1), else empty. Must not be
 *     changed.
 */
public record AudioFormat(AudioCodec codec, int clockRate, int channels, byte[] config) {
  private static final int ESCAPE = 31;

  /**
   * RFC 6381 codec string for MediaSource and MP4, such as {@code mp4a.40.2}, {@code opus} or, for
   * G.711, which no browser plays from MP4, {@code ulaw} and {@code alaw}.
   */
  public String rfc6381() {
    return switch (codec) {
      case AAC -> "mp4a.40." + objectType();
      case OPUS -> "opus";
      case PCMU -> "ulaw";
      case PCMA -> "alaw";
    };
  }

  /** The audioObjectType of ISO/IEC 14496-3 §1.6.2.1: 5 bits, or 6 more after an escape. */
  private int objectType() {
    if (config.length < 2) {
      return 2;
    }
    int type = (config[0] & 0xff) >> 3;
    return type == ESCAPE ? 32 + ((config[0] & 7) << 3 | (config[1] & 0xff) >> 5) : type;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof AudioFormat f
        && codec == f.codec
        && clockRate == f.clockRate
        && channels == f.channels
        && Arrays.equals(config, f.config);
  }

  @Override
  public int hashCode() {
    return Objects.hash(codec, clockRate, channels, Arrays.hashCode(config));
  }

  @Override
  public String toString() {
    return "%s %d Hz, %d channel%s".formatted(codec, clockRate, channels, channels == 1 ? "" : "s");
  }
}
