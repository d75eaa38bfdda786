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
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
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
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.jspecify.annotations.Nullable;

/**
 * Codes a video of any codec anew as H.264, each picture in its size and with its time. Used by one
 * thread.
 */
final class Transcoder implements AutoCloseable {
  private static final int LEAST_BITS_PER_SECOND = 4_000_000;
  private static final int MOST_BITS_PER_SECOND = 60_000_000;
  private static final double BITS_PER_PIXEL = 0.15;
  private static final int MOST_RATE = 120;

  private final AVStream stream;
  private final List<Long> ticks = new ArrayList<>();
  private final AVCodecContext decoder;
  private final H264Encoder encoder;
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame scaled = av_frame_alloc();
  private @Nullable SwsContext scaler;

  private Transcoder(AVStream stream, Path file) {
    this.stream = stream;
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null || codec.isNull()) {
      throw new VideoException("the bundled FFmpeg cannot decode the video " + file);
    }
    decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, stream.codecpar());
    decoder.pkt_timebase(stream.time_base());
    try (AVDictionary none = new AVDictionary()) {
      FfmpegErrors.check(avcodec_open2(decoder, codec, none), "decode the video " + file);
    }
    int rate = Math.min(MOST_RATE, FrameTimes.rate(stream));
    scaled.format(AV_PIX_FMT_YUV420P);
    scaled.width(even(stream.codecpar().width()));
    scaled.height(even(stream.codecpar().height()));
    FfmpegErrors.check(av_frame_get_buffer(scaled, 64), "take memory for a picture");
    int bits =
        (int)
            Math.clamp(
                BITS_PER_PIXEL * scaled.width() * scaled.height() * rate,
                LEAST_BITS_PER_SECOND,
                MOST_BITS_PER_SECOND);
    encoder =
        new H264Encoder(
            new H264Encoder.Format(scaled.width(), scaled.height(), rate, rate * 2, bits));
  }

  private static int even(int size) {
    return Math.max(2, size & ~1);
  }

  static VideoTrack track(AVFormatContext input, int index, Path file) {
    try (Transcoder transcoder = new Transcoder(input.streams(index), file)) {
      Coded coded = transcoder.run(input, index, file);
      List<Sample> samples = new ArrayList<>();
      if (coded.pictures().size() != transcoder.ticks.size()) {
        throw new VideoException("not all pictures of the video " + file + " could be coded anew");
      }
      for (Coded.Picture picture : coded.pictures()) {
        long at = transcoder.ticks.get(samples.size()) - transcoder.ticks.getFirst();
        samples.add(new Sample(at, picture.key(), picture.avcc()));
      }
      return new VideoTrack(coded.parameters(), samples);
    }
  }

  private Coded run(AVFormatContext input, int index, Path file) {
    AVPacket packet = av_packet_alloc();
    while (av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == index) {
        avcodec_send_packet(decoder, packet);
        drain();
      }
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    avcodec_send_packet(decoder, null);
    drain();
    if (ticks.isEmpty()) {
      throw new VideoException("the video " + file + " holds no picture that can be decoded");
    }
    return encoder.finish();
  }

  private void drain() {
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
      ticks.add(shownAt());
    }
  }

  /** Later than the picture before, whatever the file says. */
  private long shownAt() {
    long time = decoded.best_effort_timestamp();
    long at =
        time == AV_NOPTS_VALUE
            ? FrameTimes.evenly(stream, ticks.size())
            : FrameTimes.ticks(stream, time);
    return ticks.isEmpty() ? at : Math.max(at, ticks.getLast() + 1);
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
