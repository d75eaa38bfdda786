package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * avcodec's decoder for one set of parameters of any {@link VideoCodec}, on the caller's thread
 * alone.
 */
public final class VideoDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;

  /**
   * A decoder for these parameters.
   *
   * @param rough true to leave the loop filter out: a fifth cheaper, and a little blocky
   * @throws IllegalStateException if avcodec refuses the parameters
   */
  public VideoDecoder(ParameterSets parameters, boolean rough) {
    AVCodec codec = avcodec_find_decoder(id(parameters.codec()));
    if (codec == null || codec.isNull()) {
      throw new IllegalStateException("this build of FFmpeg has no decoder of " + parameters);
    }
    context = avcodec_alloc_context3(codec);
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
    if (rough) {
      context.skip_loop_filter(AVDISCARD_ALL);
    }
    setExtraData(context, extraData(parameters));
    int result = avcodec_open2(context, codec, (AVDictionary) null);
    if (result < 0) {
      avcodec_free_context(context);
      throw new IllegalStateException("decoder refused " + parameters + ": error " + result);
    }
    packet = av_packet_alloc();
    frame = av_frame_alloc();
  }

  private static int id(VideoCodec codec) {
    return switch (codec) {
      case H264 -> AV_CODEC_ID_H264;
      case H265 -> AV_CODEC_ID_HEVC;
      case MJPEG -> AV_CODEC_ID_MJPEG;
    };
  }

  /** What avcodec must know before the first access unit; nothing for MJPEG. */
  private static byte[] extraData(ParameterSets parameters) {
    return switch (parameters.codec()) {
      case H264 -> AvcConfiguration.of(parameters);
      case H265 -> HevcConfiguration.of(parameters);
      case MJPEG -> new byte[0];
    };
  }

  private static void setExtraData(AVCodecContext context, byte[] record) {
    if (record.length == 0) {
      return;
    }
    Pointer memory = av_mallocz((long) record.length + AV_INPUT_BUFFER_PADDING_SIZE);
    BytePointer bytes = new BytePointer(memory);
    bytes.put(record);
    context.extradata(bytes);
    context.extradata_size(record.length);
  }

  /**
   * Gives the decoder one access unit, stamped with its time.
   *
   * @return false if it was refused as broken
   */
  public boolean send(AccessUnit unit) {
    Payload payload = unit.payload();
    if (av_new_packet(packet, payload.length()) < 0) {
      throw new IllegalStateException("no memory for an access unit");
    }
    try {
      packet
          .data()
          .capacity(payload.length())
          .put(payload.array(), payload.offset(), payload.length());
      packet.pts(unit.epochMicros());
      packet.dts(unit.epochMicros());
      if (unit.randomAccess()) {
        packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
      }
      return avcodec_send_packet(context, packet) >= 0;
    } finally {
      av_packet_unref(packet);
    }
  }

  /** No more access units: pictures held back for their order come out. */
  public void drain() {
    avcodec_send_packet(context, null);
  }

  /** The next picture, valid until the next call; null if more access units are needed. */
  public @Nullable AVFrame receive() {
    return avcodec_receive_frame(context, frame) >= 0 ? frame : null;
  }

  /** Forgets all reference pictures. */
  public void flush() {
    avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
