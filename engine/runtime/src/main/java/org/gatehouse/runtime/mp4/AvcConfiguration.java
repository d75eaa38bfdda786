package org.gatehouse.runtime.mp4;

/** The {@code avcC} box (ISO/IEC 14496-15 §5.3.3.1.2). */
final class AvcConfiguration {
  private static final int FOUR_BYTE_LENGTHS = 0xfc | 3;
  private static final int ONE_SPS = 0xe0 | 1;

  private AvcConfiguration() {}

  static void write(BoxWriter out, byte[] sps, byte[] pps) {
    out.box("avcC").u8(1).u8(sps[1]).u8(sps[2]).u8(sps[3]).u8(FOUR_BYTE_LENGTHS);
    out.u8(ONE_SPS).u16(sps.length).bytes(sps);
    out.u8(1).u16(pps.length).bytes(pps);
    try {
      SequenceParameters parameters = SequenceParameters.parse(sps);
      if (parameters.highProfile()) {
        out.u8(0xfc | parameters.chromaFormat());
        out.u8(0xf8 | (parameters.bitDepthLuma() - 8));
        out.u8(0xf8 | (parameters.bitDepthChroma() - 8));
        out.u8(0); // no sequence parameter set extensions
      }
    } catch (IllegalArgumentException damaged) {
      // The extension may be left out: readers that miss it take 4:2:0 with 8 bits.
    }
    out.end();
  }
}
