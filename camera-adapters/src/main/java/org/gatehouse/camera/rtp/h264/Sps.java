package org.gatehouse.camera.rtp.h264;

import org.gatehouse.camera.rtp.nal.BitReader;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a sequence parameter set, H.264 §7.3.2.1.1.
 *
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 */
public record Sps(int id, int width, int height) {
  private static final int MIN_LENGTH = 4;
  private static final int MAX_ID = 31;
  private static final int MAX_SIDE = 16_384;
  private static final int MACROBLOCK = 16;

  /** Reads a NAL unit that starts with its type byte; null if it cannot be a parameter set. */
  public static @Nullable Sps parse(byte[] nal) {
    if (nal.length < MIN_LENGTH || NalType.of(nal[0]) != NalType.SPS) {
      return null;
    }
    int profile = nal[1] & 0xff;
    BitReader bits = new BitReader(nal, MIN_LENGTH);
    int id = bits.unsigned();
    int chroma = hasChroma(profile) ? chroma(bits) : 1;
    skipPictureOrder(bits);
    bits.unsigned(); // max_num_ref_frames
    bits.flag(); // gaps_in_frame_num_value_allowed_flag
    long widthInMacroblocks = bits.unsigned() + 1L;
    long heightInMapUnits = bits.unsigned() + 1L;
    boolean framesOnly = bits.flag();
    if (!framesOnly) {
      bits.flag(); // mb_adaptive_frame_field_flag
    }
    bits.flag(); // direct_8x8_inference_flag
    int fieldFactor = framesOnly ? 1 : 2;
    long width = widthInMacroblocks * MACROBLOCK;
    long height = heightInMapUnits * MACROBLOCK * fieldFactor;
    if (bits.flag()) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = (chroma == 1 ? 2 : 1) * fieldFactor;
      width -= ((long) bits.unsigned() + bits.unsigned()) * unitX;
      height -= ((long) bits.unsigned() + bits.unsigned()) * unitY;
    }
    boolean sane = width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
    boolean complete = !bits.exhausted() && id >= 0 && id <= MAX_ID;
    return sane && complete ? new Sps(id, (int) width, (int) height) : null;
  }

  /** The profiles with chroma format and scaling lists, H.264 §7.3.2.1.1. */
  private static boolean hasChroma(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  /** chroma_format_idc, 0 also for separately coded planes; skips what follows it. */
  private static int chroma(BitReader bits) {
    int format = bits.unsigned();
    boolean separate = format == 3 && bits.flag();
    bits.unsigned(); // bit_depth_luma_minus8
    bits.unsigned(); // bit_depth_chroma_minus8
    bits.flag(); // qpprime_y_zero_transform_bypass_flag
    if (bits.flag()) {
      int lists = format == 3 ? 12 : 8;
      for (int i = 0; i < lists && !bits.exhausted(); i++) {
        if (bits.flag()) {
          skipScalingList(bits, i < 6 ? 16 : 64);
        }
      }
    }
    return separate ? 0 : format;
  }

  /** H.264 §7.3.2.1.1.1. */
  private static void skipScalingList(BitReader bits, int size) {
    int next = 8;
    int last = 8;
    for (int i = 0; i < size; i++) {
      if (next != 0) {
        next = (last + bits.signed()) & 0xff;
      }
      last = next == 0 ? last : next;
    }
  }

  private static void skipPictureOrder(BitReader bits) {
    bits.unsigned(); // log2_max_frame_num_minus4
    int type = bits.unsigned();
    if (type == 0) {
      bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      bits.flag(); // delta_pic_order_always_zero_flag
      bits.signed(); // offset_for_non_ref_pic
      bits.signed(); // offset_for_top_to_bottom_field
      int frames = bits.unsigned();
      for (int i = 0; i < frames && !bits.exhausted(); i++) {
        bits.signed();
      }
    }
  }
}
