package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Codes pictures as H.264 constrained baseline with openh264, without reordering. Not thread-safe:
 * one thread makes it, feeds it and closes it.
 */
public final class H264Encoder implements AutoCloseable {
  private static final String NAME = "libopenh264";

  static {
    FfmpegErrors.quiet();
  }

  private final Format format;
  private final AVCodecContext context;
  private final AVPacket packet;
  private final List<Coded.Picture> pictures = new ArrayList<>();
  private @Nullable ParameterSets parameters;
  private long next;

  /**
   * What to code.
   *
   * @param gop pictures from one IDR picture to the next
   * @param bitsPerSecond aimed at
   */
  public record Format(int width, int height, int framesPerSecond, int gop, int bitsPerSecond) {}

  /** Opens the encoder. */
  public H264Encoder(Format format) {
    this.format = format;
    AVCodec codec = avcodec_find_encoder_by_name(NAME);
    if (codec == null || codec.isNull()) {
      throw new IllegalStateException("the bundled FFmpeg has no " + NAME);
    }
    context = avcodec_alloc_context3(codec);
    configure();
    try (AVDictionary none = new AVDictionary()) {
      FfmpegErrors.check(avcodec_open2(context, codec, none), "open " + NAME);
    }
    packet = av_packet_alloc();
  }

  private void configure() {
    context.width(format.width());
    context.height(format.height());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base().num(1).den(format.framesPerSecond());
    context.framerate().num(format.framesPerSecond()).den(1);
    context.gop_size(format.gop());
    context.bit_rate(format.bitsPerSecond());
    context.qmin(20);
    context.qmax(32);
    context.thread_count(1);
    context.flags(context.flags() & ~AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  /** Codes the picture in the frame, which the caller may reuse afterwards. */
  public void encode(AVFrame frame) {
    frame.pts(next++);
    FfmpegErrors.check(avcodec_send_frame(context, frame), "code a picture");
    drain();
  }

  /** Ends the stream and tells what came out. */
  public Coded finish() {
    FfmpegErrors.check(avcodec_send_frame(context, null), "end the stream");
    drain();
    ParameterSets sets = parameters;
    if (sets == null) {
      throw new IllegalStateException("nothing was coded");
    }
    return new Coded(sets, List.copyOf(pictures));
  }

  private void drain() {
    while (avcodec_receive_packet(context, packet) >= 0) {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      av_packet_unref(packet);
      add(NalUnits.ofAnnexB(bytes));
    }
  }

  private void add(List<byte[]> units) {
    if (parameters == null) {
      parameters =
          ParameterSets.h264(
              first(units, NalUnits.SPS),
              first(units, NalUnits.PPS),
              format.width(),
              format.height());
    }
    byte[] slices = NalUnits.slices(NalCodec.H264, units);
    if (slices.length > 0) {
      pictures.add(new Coded.Picture(NalUnits.isKey(NalCodec.H264, units), slices));
    }
  }

  private static byte[] first(List<byte[]> units, int type) {
    return units.stream()
        .filter(unit -> NalUnits.type(unit) == type)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the first picture has no parameter sets"));
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
