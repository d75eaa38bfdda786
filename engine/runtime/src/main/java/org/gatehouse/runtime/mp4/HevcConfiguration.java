package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.ParameterSets;

/**
 * The {@code hvcC} box (ISO/IEC 14496-15 §8.3.3.1.2). The sample entry {@code hvc1} promises that
 * all parameter sets are here and none in the samples.
 */
final class HevcConfiguration {
  private static final int VPS = 32;
  private static final int SPS = 33;
  private static final int PPS = 34;
  private static final int COMPLETE = 0x80;
  private static final int NO_MINIMUM_SEGMENTATION = 0xf000;
  private static final int PARALLELISM_UNKNOWN = 0xfc;
  private static final int FOUR_BYTE_LENGTHS = 3;

  private HevcConfiguration() {}

  /**
   * Writes the box.
   *
   * @throws IllegalArgumentException if the sequence parameter set is damaged
   */
  static void write(BoxWriter out, ParameterSets parameters) {
    HevcParameters sps = HevcParameters.parse(parameters.sps());
    out.box("hvcC").u8(1).bytes(sps.profileTierLevel());
    out.u16(NO_MINIMUM_SEGMENTATION).u8(PARALLELISM_UNKNOWN);
    out.u8(0xfc | sps.chromaFormat());
    out.u8(0xf8 | (sps.bitDepthLuma() - 8)).u8(0xf8 | (sps.bitDepthChroma() - 8));
    out.u16(0); // avgFrameRate: not told
    out.u8(sps.temporalLayers() << 3 | (sps.temporalNesting() ? 4 : 0) | FOUR_BYTE_LENGTHS);
    out.u8(3);
    array(out, VPS, parameters.vps());
    array(out, SPS, parameters.sps());
    array(out, PPS, parameters.pps());
    out.end();
  }

  private static void array(BoxWriter out, int type, byte[] unit) {
    out.u8(COMPLETE | type).u16(1).u16(unit.length).bytes(unit);
  }
}
