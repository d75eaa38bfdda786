package org.gatehouse.contract.media;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a decoder needs before the first access unit: one sequence and one picture parameter set
 * (H.264 §7.3.2), as NAL units without start code or length. The arrays are shared and must not be
 * changed.
 *
 * @param width picture width in pixels after cropping
 * @param height picture height in pixels after cropping
 */
public record ParameterSets(VideoCodec codec, byte[] sps, byte[] pps, int width, int height) {
  /** RFC 6381 codec string for MediaSource and MP4, such as {@code avc1.64001f}. */
  public String rfc6381() {
    return "avc1.%02x%02x%02x".formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ParameterSets p
        && codec == p.codec
        && width == p.width
        && height == p.height
        && Arrays.equals(sps, p.sps)
        && Arrays.equals(pps, p.pps);
  }

  @Override
  public int hashCode() {
    return Objects.hash(codec, width, height, Arrays.hashCode(sps), Arrays.hashCode(pps));
  }

  @Override
  public String toString() {
    return rfc6381() + " " + width + "x" + height;
  }
}
