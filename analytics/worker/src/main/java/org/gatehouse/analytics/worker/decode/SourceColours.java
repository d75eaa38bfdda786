package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;

/**
 * What a picture's numbers mean. What a stream leaves unsaid is BT.709 from 720 lines on, BT.601
 * below.
 *
 * @param standard for video of 576 lines or fewer
 * @param full whether black is 0 and white 255
 */
record SourceColours(boolean standard, boolean full) {
  private static final int HD_HEIGHT = 720;
  private static final int UNITY = 1 << 16;

  static SourceColours of(AVFrame frame) {
    int colours = frame.colorspace();
    boolean standard =
        colours == AVCOL_SPC_BT470BG
            || colours == AVCOL_SPC_SMPTE170M
            || (colours != AVCOL_SPC_BT709 && frame.height() < HD_HEIGHT);
    boolean full = frame.color_range() == AVCOL_RANGE_JPEG || frame.format() == AV_PIX_FMT_YUVJ420P;
    return new SourceColours(standard, full);
  }

  /** Has a scaler take them so, towards full range. */
  void tell(SwsContext scaler) {
    IntPointer source = sws_getCoefficients(standard ? SWS_CS_ITU601 : SWS_CS_ITU709);
    sws_setColorspaceDetails(
        scaler, source, full ? 1 : 0, sws_getCoefficients(SWS_CS_ITU601), 1, 0, UNITY, UNITY);
  }
}
