package org.gatehouse.runtime.mp4;

/**
 * What is needed of the video usability information (ITU-T H.264 §E.1.1).
 *
 * @param restriction where bitstream_restriction_flag is, in bits; -1 if absent
 * @param reorderFrames max_num_reorder_frames, or {@link SequenceParameters#UNKNOWN}
 */
record VuiParser(int restriction, int reorderFrames) {
  static final VuiParser ABSENT = new VuiParser(-1, SequenceParameters.UNKNOWN);

  private static final int EXTENDED_SAR = 255;

  /** Reads from just after vui_parameters_present_flag. */
  static VuiParser parse(BitReader in) {
    if (in.flag() && in.bits(8) == EXTENDED_SAR) { // aspect_ratio_info_present_flag
      in.skip(32); // sar_width, sar_height
    }
    if (in.flag()) { // overscan_info_present_flag
      in.skip(1);
    }
    if (in.flag()) { // video_signal_type_present_flag
      in.skip(4);
      if (in.flag()) { // colour_description_present_flag
        in.skip(24);
      }
    }
    if (in.flag()) { // chroma_loc_info_present_flag
      in.unsigned();
      in.unsigned();
    }
    if (in.flag()) { // timing_info_present_flag
      in.skip(65);
    }
    referenceDecoder(in);
    in.skip(1); // pic_struct_present_flag
    int restriction = in.position();
    return new VuiParser(restriction, in.flag() ? reorderFrames(in) : SequenceParameters.UNKNOWN);
  }

  private static void referenceDecoder(BitReader in) {
    boolean nal = in.flag(); // nal_hrd_parameters_present_flag
    if (nal) {
      hrd(in);
    }
    boolean vcl = in.flag(); // vcl_hrd_parameters_present_flag
    if (vcl) {
      hrd(in);
    }
    if (nal || vcl) {
      in.skip(1); // low_delay_hrd_flag
    }
  }

  /** §E.1.2. */
  private static void hrd(BitReader in) {
    int buffers = in.unsigned(31) + 1;
    in.skip(8); // bit_rate_scale, cpb_size_scale
    for (int i = 0; i < buffers; i++) {
      in.unsigned(); // bit_rate_value_minus1
      in.unsigned(); // cpb_size_value_minus1
      in.skip(1); // cbr_flag
    }
    in.skip(20); // lengths of delays and time offset
  }

  private static int reorderFrames(BitReader in) {
    in.skip(1); // motion_vectors_over_pic_boundaries_flag
    for (int i = 0; i < 4; i++) {
      in.unsigned(); // max_bytes_per_pic_denom .. log2_max_mv_length_vertical
    }
    return in.unsigned(16);
  }
}
