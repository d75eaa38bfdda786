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
