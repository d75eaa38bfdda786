package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.ParameterSets;

/** The sample entry of a video track (§8.5.2, §12.1.3): what a decoder must know. */
final class VideoEntry {
  private static final int DPI_72 = 0x480000;
  private static final int SHORTEST_SPS = 4;

  private VideoEntry() {}

  /**
   * Writes it.
   *
   * @param sps stands in avcC for the stream's own; other codecs take it from the parameters
   * @throws IllegalArgumentException if the parameter set is damaged
   */
  static void write(BoxWriter out, ParameterSets parameters, byte[] sps) {
    switch (parameters.codec()) {
      case H264 -> {
        if (sps.length < SHORTEST_SPS) {
          throw new IllegalArgumentException("the sequence parameter set is too short for MP4");
        }
        visual(out, "avc1", parameters);
        AvcConfiguration.write(out, sps, parameters.pps());
      }
      case H265 -> {
        visual(out, "hvc1", parameters);
        HevcConfiguration.write(out, parameters);
      }
      case MJPEG -> {
        visual(out, "mp4v", parameters);
        Esds.write(out, Esds.JPEG, Esds.VISUAL, new byte[0]);
      }
    }
    out.end();
  }

  private static void visual(BoxWriter out, String type, ParameterSets parameters) {
    out.box(type).zeros(6).u16(1).zeros(16);
    out.u16(parameters.width()).u16(parameters.height()).u32(DPI_72).u32(DPI_72).u32(0).u16(1);
    out.zeros(32).u16(24).u16(0xffff); // compressorname, depth, pre_defined
  }
}
