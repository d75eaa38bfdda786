package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * H.264 by OpenH264, the encoder that the LGPL build of FFmpeg carries: no B-pictures, so a picture
 * leaves in the order in which it came. One thread.
 */
final class PictureEncoder implements AutoCloseable {
  /** Bits a second by pixel and picture: twice what a camera spends, so that little is lost. */
  private static final double BITS_PER_PIXEL = 0.14;

  private static final int FINEST = 18;
  private static final int COARSEST = 36;
  private static final double KEY_SECONDS = 2;
  private static final int MILLI = 1000;
  private static final double SLOWEST = 1;
  private static final double FASTEST = 120;

  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();

  /**
   * Opens it.
   *
   * @param like a picture of the source, for what its colours mean
   * @param rate pictures a second, about
   */
  PictureEncoder(PictureSize size, AVFrame like, double rate) throws IOException {
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    if (codec == null || codec.isNull()) {
      throw new IOException("this build of FFmpeg has no H.264 encoder");
    }
    double usual = Math.clamp(rate, SLOWEST, FASTEST);
    context = avcodec_alloc_context3(codec);
    context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base().num(1).den(FilmWriter.TIMESCALE);
    context.framerate().num((int) Math.round(usual * MILLI)).den(MILLI);
    context.gop_size((int) Math.round(usual * KEY_SECONDS));
    context.bit_rate(Math.round(BITS_PER_PIXEL * size.width() * size.height() * usual));
    context.qmin(FINEST).qmax(COARSEST);
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    context.color_range(Canvas.isFullRange(like) ? AVCOL_RANGE_JPEG : like.color_range());
    context.colorspace(like.colorspace());
    context.color_primaries(like.color_primaries());
    context.color_trc(like.color_trc());
    av_opt_set(context.priv_data(), "rc_mode", "quality", 0);
    Answer.check(
        avcodec_open2(context, codec, (AVDictionary) null),
        "the H.264 encoder refuses pictures of " + size.width() + "x" + size.height());
  }

  /** Parameter sets, between start codes. */
  byte[] parameterSets() {
    byte[] sets = new byte[context.extradata_size()];
    context.extradata().get(sets);
    return sets;
  }

  /** Describes the stream to a file. */
  void describe(AVCodecParameters parameters) throws IOException {
    Answer.check(avcodec_parameters_from_context(parameters, context), "stream parameters");
  }

  /** Gives it a picture with its time; null when no more come. */
  void send(@Nullable AVFrame picture) throws IOException {
    Answer.check(avcodec_send_frame(context, picture), "a picture cannot be coded");
  }

  /** The next coded picture, valid until the next call; null if there is none yet. */
  @Nullable AVPacket receive() {
    return avcodec_receive_packet(context, packet) >= 0 ? packet : null;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
