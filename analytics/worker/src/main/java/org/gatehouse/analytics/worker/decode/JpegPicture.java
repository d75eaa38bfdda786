package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.gatehouse.analytics.worker.mask.Masks;

/** Decoded pictures as JPEG, smaller if wanted. Everything is opened for each: stateless. */
final class JpegPicture {
  /** Of 1 to 31: hardly to be told from the picture, at a tenth of a bit for each pixel. */
  private static final int QUANTISER = 4;

  private static final int SMALLEST = 16;

  private JpegPicture() {}

  /**
   * The picture at its own size or, if it is wider, at that width, masks covered.
   *
   * @throws IllegalStateException if its pixels cannot be made into a JPEG
   */
  static byte[] of(AVFrame picture, int mostWidth, Masks masks) {
    int width = even(Math.min(picture.width(), Math.max(mostWidth, SMALLEST)));
    int height = even((int) Math.round((double) picture.height() * width / picture.width()));
    AVFrame scaled = av_frame_alloc();
    try {
      scale(picture, scaled, width, height);
      masks.burn(scaled);
      return encode(scaled);
    } finally {
      av_frame_free(scaled);
    }
  }

  private static int even(int size) {
    return Math.max(2, size - size % 2);
  }

  private static void scale(AVFrame from, AVFrame to, int width, int height) {
    to.width(width).height(height).format(AV_PIX_FMT_YUVJ420P).color_range(AVCOL_RANGE_JPEG);
    to.quality(QUANTISER * FF_QP2LAMBDA);
    SwsContext scaler =
        sws_getContext(
            from.width(),
            from.height(),
            from.format(),
            width,
            height,
            AV_PIX_FMT_YUVJ420P,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new IllegalStateException("pictures of format " + from.format() + " cannot be shown");
    }
    try {
      SourceColours.of(from).tell(scaler);
      if (av_frame_get_buffer(to, 0) < 0) {
        throw new IllegalStateException("no memory for a picture");
      }
      sws_scale(scaler, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
    } finally {
      sws_freeContext(scaler);
    }
  }

  private static byte[] encode(AVFrame picture) {
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == null || codec.isNull()) {
      throw new IllegalStateException("this build of FFmpeg writes no JPEG");
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    try {
      context.width(picture.width()).height(picture.height()).pix_fmt(picture.format());
      context.color_range(AVCOL_RANGE_JPEG).time_base(av_make_q(1, 1)).thread_count(1);
      context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
      context.global_quality(QUANTISER * FF_QP2LAMBDA);
      boolean done =
          avcodec_open2(context, codec, (AVDictionary) null) >= 0
              && avcodec_send_frame(context, picture) >= 0
              && avcodec_receive_packet(context, packet) >= 0;
      if (!done) {
        throw new IllegalStateException("a picture cannot be encoded as JPEG");
      }
      byte[] jpeg = new byte[packet.size()];
      packet.data().get(jpeg);
      return jpeg;
    } finally {
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }
}
