package org.gatehouse.runtime.mp4;

/**
 * What is needed of an H.264 sequence parameter set (ITU-T H.264 §7.3.2.1.1 and §E.1.1).
 *
 * @param profile profile_idc
 * @param constraints the constraint flags' byte
 * @param chromaFormat chroma_format_idc, 1 is 4:2:0
 * @param bitDepthLuma 8 for most
 * @param bitDepthChroma 8 for most
 * @param pictureOrderType pic_order_cnt_type
 * @param referenceFrames max_num_ref_frames
 * @param vui where vui_parameters_present_flag is, in bits from the start of the raw NAL unit
 * @param restriction where bitstream_restriction_flag is; -1 without VUI
 * @param reorderFrames max_num_reorder_frames; {@link #UNKNOWN} if it is not given
 */
record SequenceParameters(
    int profile,
    int constraints,
    int chromaFormat,
    int bitDepthLuma,
    int bitDepthChroma,
    int pictureOrderType,
    int referenceFrames,
    int vui,
    int restriction,
    int reorderFrames) {
  static final int UNKNOWN = -1;

  private static final int BASELINE = 66;
  private static final int CONSTRAINT_SET3 = 0x10;
  private static final int OUTPUT_ORDER_IS_DECODE_ORDER = 2;

  /**
   * Parses a parameter set's NAL unit.
   *
   * @throws IllegalArgumentException if it is damaged or of a kind that this does not know
   */
  static SequenceParameters parse(byte[] nal) {
    return new SpsParser(Rbsp.unescape(nal)).parse();
  }

  /**
   * How many pictures may precede one in decoding and follow it in output; {@link #UNKNOWN} if the
   * parameter set leaves it open (§E.2.1, max_num_reorder_frames, and what is inferred).
   */
  int reorderDepth() {
    boolean neverReorders =
        pictureOrderType == OUTPUT_ORDER_IS_DECODE_ORDER || profile == BASELINE || intraOnly();
    return reorderFrames != UNKNOWN ? reorderFrames : neverReorders ? 0 : UNKNOWN;
  }

  /** True for the profiles whose avcC tells chroma and depth (ISO/IEC 14496-15 §5.3.3.1.2). */
  boolean highProfile() {
    return profile == 100 || profile == 110 || profile == 122 || profile == 144 || profile == 244;
  }

  private boolean intraOnly() {
    return highProfile() && profile != 100 && (constraints & CONSTRAINT_SET3) != 0;
  }
}
