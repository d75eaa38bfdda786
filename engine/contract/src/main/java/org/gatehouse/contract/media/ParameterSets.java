package org.gatehouse.contract.media;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a decoder needs before the first access unit, as NAL units without start code or length. The
 * arrays are shared and must not be changed.
 *
 * @param vps video parameter set (H.265 §7.3.2.1); empty for H.264 and MJPEG
 * @param sps sequence parameter set (H.264 §7.3.2.1, H.265 §7.3.2.2); empty for MJPEG
 * @param pps picture parameter set (H.264 §7.3.2.2, H.265 §7.3.2.3); empty for MJPEG
 * @param width picture width in pixels after cropping
 * @param height picture height in pixels after cropping
 */
public record ParameterSets(
    VideoCodec codec, byte[] vps, byte[] sps, byte[] pps, int width, int height) {
  private static final byte[] NONE = {};

  /** Of an H.264 stream. */
  public static ParameterSets h264(byte[] sps, byte[] pps, int width, int height) {
    return new ParameterSets(VideoCodec.H264, NONE, sps, pps, width, height);
  }

  /** Of an H.265 stream. */
  public static ParameterSets h265(byte[] vps, byte[] sps, byte[] pps, int width, int height) {
    return new ParameterSets(VideoCodec.H265, vps, sps, pps, width, height);
  }

  /** Of an MJPEG stream, whose pictures bring their own tables. */
  public static ParameterSets mjpeg(int width, int height) {
    return new ParameterSets(VideoCodec.MJPEG, NONE, NONE, NONE, width, height);
  }

  /**
   * RFC 6381 codec string for MediaSource and MP4, such as {@code avc1.64001f}, {@code
   * hvc1.1.6.L93.B0} or {@code mp4v.6c}.
   */
  public String rfc6381() {
    return switch (codec) {
      case H264 -> "avc1.%02x%02x%02x".formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff);
      case H265 -> HevcCodecString.of(sps);
      case MJPEG -> "mp4v.6c";
    };
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ParameterSets p
        && codec == p.codec
        && width == p.width
        && height == p.height
        && Arrays.equals(vps, p.vps)
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
