package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * A YUV 4:2:0 picture of one size that may be painted on, with what a decoded picture of any format
 * and size shows. One thread.
 */
final class Canvas implements AutoCloseable {
  private final int width;
  private final int height;
  private final AVFrame frame = av_frame_alloc();
  private @Nullable SwsContext scaler;

  /** Of that size. */
  Canvas(int width, int height) throws IOException {
    this.width = width;
    this.height = height;
    frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
    Answer.check(av_frame_get_buffer(frame, 0), "no memory for a picture");
  }

  /** The picture on the canvas, valid until the next call. */
  AVFrame show(AVFrame picture) throws IOException {
    Answer.check(av_frame_make_writable(frame), "no memory for a picture");
    frame.color_range(isFullRange(picture) ? AVCOL_RANGE_JPEG : picture.color_range());
    if (isPlain(picture.format()) && picture.width() == width && picture.height() == height) {
      int format = picture.format();
      // The same bytes under an older name.
      picture.format(AV_PIX_FMT_YUV420P);
      int result = av_frame_copy(frame, picture);
      picture.format(format);
      Answer.check(result, "a picture cannot be copied");
    } else {
      convert(picture);
    }
    return frame;
  }

  private void convert(AVFrame picture) {
    SwsContext now =
        sws_getCachedContext(
            scaler,
            picture.width(),
            picture.height(),
            picture.format(),
            width,
            height,
            isFullByName(picture.format()) ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (now == null || now.isNull()) {
      scaler = null;
      throw new IllegalStateException(
          "pictures of format " + picture.format() + " have no YUV 4:2:0 form");
    }
    scaler = now;
    sws_scale(
        now,
        picture.data(),
        picture.linesize(),
        0,
        picture.height(),
        frame.data(),
        frame.linesize());
  }

  static boolean isFullRange(AVFrame picture) {
    return picture.color_range() == AVCOL_RANGE_JPEG || isFullByName(picture.format());
  }

  private static boolean isPlain(int format) {
    return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
  }

  private static boolean isFullByName(int format) {
    return format == AV_PIX_FMT_YUVJ420P
        || format == AV_PIX_FMT_YUVJ422P
        || format == AV_PIX_FMT_YUVJ440P
        || format == AV_PIX_FMT_YUVJ444P;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
  }
}
