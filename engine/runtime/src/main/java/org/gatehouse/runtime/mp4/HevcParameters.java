package org.gatehouse.runtime.mp4;

import java.util.Arrays;

/**
 * What is needed of an H.265 sequence parameter set (ITU-T H.265 §7.3.2.2.1).
 *
 * @param profileTierLevel the twelve bytes of the general profile, tier and level (§7.3.3)
 * @param temporalLayers sps_max_sub_layers_minus1 + 1
 * @param temporalNesting sps_temporal_id_nesting_flag
 * @param chromaFormat chroma_format_idc, 1 is 4:2:0
 * @param bitDepthLuma 8 for most
 * @param bitDepthChroma 8 for most
 * @param reorderPictures sps_max_num_reorder_pics of the highest layer
 */
record HevcParameters(
    byte[] profileTierLevel,
    int temporalLayers,
    boolean temporalNesting,
    int chromaFormat,
    int bitDepthLuma,
    int bitDepthChroma,
    int reorderPictures) {
  private static final int NAL_TYPE_SPS = 33;
  private static final int FIRST_BYTE_OF_PROFILE = 3;
  private static final int PROFILE_TIER_LEVEL = 12;
  private static final int SUB_LAYER_PROFILE_BITS = 88;
  private static final int SUB_LAYER_LEVEL_BITS = 8;
  private static final int MOST_LAYERS = 7;

  /**
   * Parses a parameter set's NAL unit.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  static HevcParameters parse(byte[] nal) {
    byte[] raw = Rbsp.unescape(nal);
    BitReader in = new BitReader(raw);
    in.skip(1); // forbidden_zero_bit
    if (in.bits(6) != NAL_TYPE_SPS) {
      throw new IllegalArgumentException("not a sequence parameter set");
    }
    in.skip(9 + 4); // nuh_layer_id, nuh_temporal_id_plus1, sps_video_parameter_set_id
    int layers = (int) in.bits(3) + 1;
    if (layers > MOST_LAYERS) {
      throw new IllegalArgumentException(layers + " temporal layers");
    }
    boolean nesting = in.flag();
    in.skip(8 * PROFILE_TIER_LEVEL);
    skipSubLayers(in, layers - 1);
    in.unsigned(15); // sps_seq_parameter_set_id
    int chroma = in.unsigned(3);
    in.skip(chroma == 3 ? 1 : 0); // separate_colour_plane_flag
    pictureSize(in);
    int luma = 8 + in.unsigned(8);
    int chromaDepth = 8 + in.unsigned(8);
    in.unsigned(12); // log2_max_pic_order_cnt_lsb_minus4
    return new HevcParameters(
        Arrays.copyOfRange(raw, FIRST_BYTE_OF_PROFILE, FIRST_BYTE_OF_PROFILE + PROFILE_TIER_LEVEL),
        layers,
        nesting,
        chroma,
        luma,
        chromaDepth,
        reorderPictures(in, layers));
  }

  private static void skipSubLayers(BitReader in, int subLayers) {
    boolean[] profile = new boolean[subLayers];
    boolean[] level = new boolean[subLayers];
    for (int i = 0; i < subLayers; i++) {
      profile[i] = in.flag();
      level[i] = in.flag();
    }
    in.skip(subLayers > 0 ? 2 * (8 - subLayers) : 0); // reserved_zero_2bits
    for (int i = 0; i < subLayers; i++) {
      in.skip(profile[i] ? SUB_LAYER_PROFILE_BITS : 0);
      in.skip(level[i] ? SUB_LAYER_LEVEL_BITS : 0);
    }
  }

  private static void pictureSize(BitReader in) {
    in.unsigned(); // pic_width_in_luma_samples
    in.unsigned(); // pic_height_in_luma_samples
    if (in.flag()) { // conformance_window_flag
      for (int i = 0; i < 4; i++) {
        in.unsigned();
      }
    }
  }

  private static int reorderPictures(BitReader in, int layers) {
    int told = in.flag() ? layers : 1; // sps_sub_layer_ordering_info_present_flag
    int reorder = 0;
    for (int i = 0; i < told; i++) {
      in.unsigned(15); // sps_max_dec_pic_buffering_minus1
      reorder = in.unsigned(15);
      in.unsigned(); // sps_max_latency_increase_plus1
    }
    return reorder;
  }

  @Override
  public boolean equals(Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(profileTierLevel);
  }
}
