package org.gatehouse.runtime.mp4;

/**
 * Tells decoders that pictures come out in the order in which they go in. Without that word a
 * hardware decoder must hold back as many pictures as the level allows: up to 1.7 s of delay.
 */
public final class SpsRewrite {
  private SpsRewrite() {}

  /**
   * The parameter set with max_num_reorder_frames = 0 in its VUI (ITU-T H.264 §E.1.1), for a stream
   * that is known to have no B-pictures. A set that says something about reordering already, or
   * that cannot be parsed, comes back as it is.
   */
  public static byte[] withoutReordering(byte[] sps) {
    try {
      SequenceParameters parameters = SequenceParameters.parse(sps);
      return parameters.reorderFrames() == SequenceParameters.UNKNOWN
          ? restricted(Rbsp.unescape(sps), parameters)
          : sps;
    } catch (IllegalArgumentException damaged) {
      return sps;
    }
  }

  /**
   * How many pictures the stream may reorder by, as far as its parameter set says; -1 if it leaves
   * that open.
   */
  public static int reorderDepth(byte[] sps) {
    try {
      return SequenceParameters.parse(sps).reorderDepth();
    } catch (IllegalArgumentException damaged) {
      return SequenceParameters.UNKNOWN;
    }
  }

  /** Nothing follows bitstream_restriction in a parameter set, so the rest is written anew. */
  private static byte[] restricted(byte[] raw, SequenceParameters parameters) {
    BitWriter out = new BitWriter();
    if (parameters.restriction() < 0) {
      out.copy(raw, parameters.vui());
      out.bit(1); // vui_parameters_present_flag
      out.bits(8, 0); // aspect ratio .. pic_struct: nothing present
    } else {
      out.copy(raw, parameters.restriction());
    }
    out.bit(1); // bitstream_restriction_flag
    out.bit(1); // motion_vectors_over_pic_boundaries_flag, as inferred when absent
    out.unsigned(2); // max_bytes_per_pic_denom, as inferred
    out.unsigned(1); // max_bits_per_mb_denom, as inferred
    out.unsigned(15); // log2_max_mv_length_horizontal, as inferred
    out.unsigned(15); // log2_max_mv_length_vertical, as inferred
    out.unsigned(0); // max_num_reorder_frames
    out.unsigned(parameters.referenceFrames()); // max_dec_frame_buffering: not less than these
    return Rbsp.escape(out.endRbsp());
  }
}
