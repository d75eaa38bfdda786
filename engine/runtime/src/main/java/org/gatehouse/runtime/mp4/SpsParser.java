package org.gatehouse.runtime.mp4;

import java.util.Set;

/** Walks through a sequence parameter set (ITU-T H.264 §7.3.2.1.1). Owner: one caller, once. */
final class SpsParser {
  private static final int NAL_TYPE_SPS = 7;
  private static final Set<Integer> WITH_CHROMA =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

  private final BitReader in;
  private int chromaFormat = 1;
  private int bitDepthLuma = 8;
  private int bitDepthChroma = 8;

  /** A parser of a NAL unit without emulation prevention. */
  SpsParser(byte[] raw) {
    in = new BitReader(raw);
  }

  SequenceParameters parse() {
    if ((in.bits(8) & 0x1f) != NAL_TYPE_SPS) {
      throw new IllegalArgumentException("not a sequence parameter set");
    }
    int profile = (int) in.bits(8);
    int constraints = (int) in.bits(8);
    in.skip(8); // level_idc
    in.unsigned(31); // seq_parameter_set_id
    if (WITH_CHROMA.contains(profile)) {
      chroma();
    }
    in.unsigned(12); // log2_max_frame_num_minus4
    int orderType = pictureOrder();
    int referenceFrames = in.unsigned(16);
    in.skip(1); // gaps_in_frame_num_value_allowed_flag
    pictureSize();
    int vui = in.position();
    VuiParser extra = in.flag() ? VuiParser.parse(in) : VuiParser.ABSENT;
    return new SequenceParameters(
        profile,
        constraints,
        chromaFormat,
        bitDepthLuma,
        bitDepthChroma,
        orderType,
        referenceFrames,
        vui,
        extra.restriction(),
        extra.reorderFrames());
  }

  private void chroma() {
    chromaFormat = in.unsigned(3);
    if (chromaFormat == 3) {
      in.skip(1); // separate_colour_plane_flag
    }
    bitDepthLuma = 8 + in.unsigned(6);
    bitDepthChroma = 8 + in.unsigned(6);
    in.skip(1); // qpprime_y_zero_transform_bypass_flag
    if (in.flag()) {
      int lists = chromaFormat == 3 ? 12 : 8;
      for (int i = 0; i < lists; i++) {
        if (in.flag()) {
          scalingList(i < 6 ? 16 : 64);
        }
      }
    }
  }

  /** §7.3.2.1.1.1: a list ends early when its next scale is 0. */
  private void scalingList(int size) {
    int last = 8;
    int next = 8;
    for (int j = 0; j < size && next != 0; j++) {
      next = Math.floorMod(last + in.signed(), 256);
      last = next == 0 ? last : next;
    }
  }

  private int pictureOrder() {
    int type = in.unsigned(2);
    if (type == 0) {
      in.unsigned(12); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      in.skip(1); // delta_pic_order_always_zero_flag
      in.signed(); // offset_for_non_ref_pic
      in.signed(); // offset_for_top_to_bottom_field
      int cycle = in.unsigned(255);
      for (int i = 0; i < cycle; i++) {
        in.signed(); // offset_for_ref_frame
      }
    }
    return type;
  }

  private void pictureSize() {
    in.unsigned(); // pic_width_in_mbs_minus1
    in.unsigned(); // pic_height_in_map_units_minus1
    if (!in.flag()) { // frame_mbs_only_flag
      in.skip(1); // mb_adaptive_frame_field_flag
    }
    in.skip(1); // direct_8x8_inference_flag
    if (in.flag()) { // frame_cropping_flag
      for (int i = 0; i < 4; i++) {
        in.unsigned();
      }
    }
  }
}
