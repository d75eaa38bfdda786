package org.gatehouse.camera.rtp.h265;

import org.gatehouse.camera.rtp.nal.BitReader;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a sequence parameter set, H.265 §7.3.2.2.1. Everything after the conformance
 * window is left alone: its variety is what other readers fail on.
 *
 * @param width in pixels, inside the conformance window
 * @param height in pixels, inside the conformance window
 */
public record H265Sps(int id, int width, int height) {
  private static final int HEADER = 2;
  private static final int MIN_LENGTH = 15;
  private static final int MAX_ID = 15;
  private static final int MAX_SIDE = 16_384;
  private static final int MAX_SUB_LAYERS_MINUS1 = 6;
  private static final int GENERAL_BITS = 96;
  private static final int PROFILE_BITS = 88;
  private static final int LEVEL_BITS = 8;
  private static final int CHROMA_444 = 3;

  /** Reads a NAL unit that starts with its two header bytes; null if it cannot be one. */
  public static @Nullable H265Sps parse(byte[] nal) {
    if (nal.length < MIN_LENGTH || H265NalType.of(nal[0]) != H265NalType.SPS) {
      return null;
    }
    BitReader bits = new BitReader(nal, HEADER);
    bits.bits(4); // sps_video_parameter_set_id
    int subLayers = bits.bits(3);
    bits.flag(); // sps_temporal_id_nesting_flag
    if (subLayers > MAX_SUB_LAYERS_MINUS1) {
      return null;
    }
    skipProfileTierLevel(bits, subLayers);
    int id = bits.unsigned();
    int chroma = bits.unsigned();
    boolean separate = chroma == CHROMA_444 && bits.flag();
    long width = bits.unsigned();
    long height = bits.unsigned();
    if (bits.flag()) {
      int unitX = !separate && (chroma == 1 || chroma == 2) ? 2 : 1;
      int unitY = !separate && chroma == 1 ? 2 : 1;
      width -= ((long) bits.unsigned() + bits.unsigned()) * unitX;
      height -= ((long) bits.unsigned() + bits.unsigned()) * unitY;
    }
    boolean sane = width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
    boolean complete = !bits.exhausted() && id >= 0 && id <= MAX_ID;
    boolean known = chroma >= 0 && chroma <= CHROMA_444;
    return sane && complete && known ? new H265Sps(id, (int) width, (int) height) : null;
  }

  /** H.265 §7.3.3, with the general profile present. */
  private static void skipProfileTierLevel(BitReader bits, int subLayers) {
    skip(bits, GENERAL_BITS);
    boolean[] profile = new boolean[subLayers];
    boolean[] level = new boolean[subLayers];
    for (int i = 0; i < subLayers; i++) {
      profile[i] = bits.flag();
      level[i] = bits.flag();
    }
    if (subLayers > 0) {
      skip(bits, 2 * (8 - subLayers));
    }
    for (int i = 0; i < subLayers; i++) {
      skip(bits, (profile[i] ? PROFILE_BITS : 0) + (level[i] ? LEVEL_BITS : 0));
    }
  }

  private static void skip(BitReader bits, int count) {
    for (int i = 0; i < count; i++) {
      bits.bit();
    }
  }
}
