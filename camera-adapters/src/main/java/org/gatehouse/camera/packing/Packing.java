package org.gatehouse.camera.packing;

import java.util.List;
import org.gatehouse.contract.media.VideoCodec;

/** Cuts coded units into the payloads of RTP packets. Pure; without state, so any may share it. */
public interface Packing {
  /** Most bytes of a payload. */
  int MOST = 1400;

  /** Takes payloads in order. */
  interface Sink {
    /**
     * One payload, valid in the call: {@code header}, then {@code length} bytes of {@code data}
     * from {@code from}.
     *
     * @param last whether it is the unit's last one
     */
    void payload(byte[] header, byte[] data, int from, int length, boolean last);
  }

  /**
   * Cuts one unit.
   *
   * @param before parameter sets to be sent in front of it; empty for none
   */
  void pack(byte[] unit, List<byte[]> before, Sink sink);

  /** RFC 6184, RFC 7798 or RFC 2435. Units are NAL units behind their lengths, or JPEG files. */
  static Packing of(VideoCodec codec) {
    return switch (codec) {
      case H264 -> new NalPacking(NalCodec.H264);
      case H265 -> new NalPacking(NalCodec.H265);
      case MJPEG -> new JpegPacking();
    };
  }
}
