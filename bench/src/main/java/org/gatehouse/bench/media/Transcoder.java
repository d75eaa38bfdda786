package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/** Codes a video of any codec anew as H.264, at most 1280 pixels wide. Used by one thread. */
final class Transcoder implements AutoCloseable {
  private static final int MAX_WIDTH = 1280;
  private static final int BITS_PER_SECOND = 4_000_000;

  private final int fps;
  private final AVCodecContext decoder;
  private final H264Encoder encoder;
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame scaled = av_frame_alloc();
  private @Nullable SwsContext scaler;

  private Transcoder(AVStream stream, Path file) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null || codec.isNull()) {
      throw new VideoException("the bundled FFmpeg cannot decode the video " + file);
    }
    decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, stream.codecpar());
    try (AVDictionary none = new AVDictionary()) {
      FfmpegErrors.check(avcodec_open2(decoder, codec, none), "decode the video " + file);
    }
    AVRational rate = stream.avg_frame_rate();
    fps =
        rate.den() > 0 && rate.num() > 0
            ? Math.clamp(Math.round((float) rate.num() / rate.den()), 1, 30)
            : 25;
    double shrink = Math.min(1, (double) MAX_WIDTH / stream.codecpar().width());
    scaled.format(AV_PIX_FMT_YUV420P);
    scaled.width(even(stream.codecpar().width() * shrink));
    scaled.height(even(stream.codecpar().height() * shrink));
    FfmpegErrors.check(av_frame_get_buffer(scaled, 64), "take memory for a picture");
    encoder =
        new H264Encoder(
            new H264Encoder.Format(scaled.width(), scaled.height(), fps, fps * 2, BITS_PER_SECOND));
  }

  private static int even(double size) {
    return Math.max(2, (int) Math.round(size) & ~1);
  }

  static VideoTrack track(AVFormatContext input, int index, Path file) {
    try (Transcoder transcoder = new Transcoder(input.streams(index), file)) {
      Coded coded = transcoder.run(input, index, file);
      List<Sample> samples = new ArrayList<>();
      long step = AccessUnit.TICKS_PER_SECOND / transcoder.fps;
      for (Coded.Picture picture : coded.pictures()) {
        samples.add(new Sample(samples.size() * step, picture.key(), picture.avcc()));
      }
      return new VideoTrack(coded.parameters(), samples);
    }
  }

  private Coded run(AVFormatContext input, int index, Path file) {
    AVPacket packet = av_packet_alloc();
    int frames = 0;
    while (av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == index) {
        avcodec_send_packet(decoder, packet);
        frames += drain();
      }
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    avcodec_send_packet(decoder, null);
    frames += drain();
    if (frames == 0) {
      throw new VideoException("the video " + file + " holds no picture that can be decoded");
    }
    return encoder.finish();
  }

  private int drain() {
    int frames = 0;
    while (avcodec_receive_frame(decoder, decoded) >= 0) {
      scaler =
          sws_getCachedContext(
              scaler,
              decoded.width(),
              decoded.height(),
              decoded.format(),
              scaled.width(),
              scaled.height(),
              AV_PIX_FMT_YUV420P,
              SWS_BILINEAR,
              null,
              null,
              (DoublePointer) null);
      sws_scale(
          scaler,
          decoded.data(),
          decoded.linesize(),
          0,
          decoded.height(),
          scaled.data(),
          scaled.linesize());
      encoder.encode(scaled);
      frames++;
    }
    return frames;
  }

  @Override
  public void close() {
    encoder.close();
    av_frame_free(decoded);
    av_frame_free(scaled);
    avcodec_free_context(decoder);
    if (scaler != null) {
      sws_freeContext(scaler);
    }
  }
}
