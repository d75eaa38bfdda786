package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.ParameterSets;

/** How many pictures of a stream may come out of order. Stateless. */
public final class ReorderDepth {
  private ReorderDepth() {}

  /** As far as the parameter sets say; -1 if they leave it open. */
  public static int of(ParameterSets parameters) {
    return switch (parameters.codec()) {
      case H264 -> SpsRewrite.reorderDepth(parameters.sps());
      case H265 -> hevc(parameters.sps());
      case MJPEG -> 0;
    };
  }

  private static int hevc(byte[] sps) {
    try {
      return HevcParameters.parse(sps).reorderPictures();
    } catch (IllegalArgumentException damaged) {
      return SequenceParameters.UNKNOWN;
    }
  }
}
