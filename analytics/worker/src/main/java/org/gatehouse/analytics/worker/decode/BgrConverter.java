package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Decoded pictures to BGR, into one picture that is used again and again. One thread. */
public final class BgrConverter implements AutoCloseable {
  private final PointerPointer<BytePointer> targetPlanes = new PointerPointer<>(4L);
  private final IntPointer targetStrides = new IntPointer(4L);
  private @Nullable SwsContext context;
  private Mat bgr = new Mat();
  private int format = -1;
  private int colours = -1;
  private int range = -1;

  /** The picture as CV_8UC3; valid until the next call. */
  public Mat convert(AVFrame frame) {
    int width = frame.width();
    int height = frame.height();
    if (bgr.cols() != width || bgr.rows() != height) {
      bgr.close();
      bgr = new Mat(height, width, opencv_core.CV_8UC3);
    }
    SwsContext scaler = scaler(frame, width, height);
    targetPlanes.put(0, bgr.data());
    targetStrides.put(0, (int) bgr.step());
    sws_scale(scaler, frame.data(), frame.linesize(), 0, height, targetPlanes, targetStrides);
    return bgr;
  }

  private SwsContext scaler(AVFrame frame, int width, int height) {
    SwsContext before = context;
    SwsContext now =
        sws_getCachedContext(
            before,
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (now == null || now.isNull()) {
      context = null;
      throw new IllegalStateException("pictures of format " + frame.format() + " have no BGR form");
    }
    context = now;
    if (!now.equals(before) || isRecoloured(frame)) {
      setColours(now, frame);
    }
    return now;
  }

  private boolean isRecoloured(AVFrame frame) {
    return format != frame.format()
        || colours != frame.colorspace()
        || range != frame.color_range();
  }

  private void setColours(SwsContext scaler, AVFrame frame) {
    format = frame.format();
    colours = frame.colorspace();
    range = frame.color_range();
    SourceColours.of(frame).tell(scaler);
  }

  @Override
  public void close() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
    bgr.close();
    targetPlanes.close();
    targetStrides.close();
  }
}
