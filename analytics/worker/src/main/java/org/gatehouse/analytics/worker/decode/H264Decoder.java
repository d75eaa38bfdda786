package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
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
import org.jspecify.annotations.Nullable;

/** avcodec's H.264 decoder for one set of parameters, on the caller's thread alone. */
final class H264Decoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;

  H264Decoder(ParameterSets parameters) {
    AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    if (codec == null || codec.isNull()) {
      throw new IllegalStateException("this build of FFmpeg has no H.264 decoder");
    }
    context = avcodec_alloc_context3(codec);
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
    setExtraData(context, AvcConfiguration.of(parameters));
    int result = avcodec_open2(context, codec, (AVDictionary) null);
    if (result < 0) {
      avcodec_free_context(context);
      throw new IllegalStateException("H.264 decoder refused " + parameters + ": error " + result);
    }
    packet = av_packet_alloc();
    frame = av_frame_alloc();
  }

  private static void setExtraData(AVCodecContext context, byte[] record) {
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
  boolean send(AccessUnit unit) {
    byte[] payload = unit.payload();
    if (av_new_packet(packet, payload.length) < 0) {
      throw new IllegalStateException("no memory for an access unit");
    }
    try {
      packet.data().capacity(payload.length).put(payload);
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

  /** The next picture, valid until the next call; null if more access units are needed. */
  @Nullable AVFrame receive() {
    return avcodec_receive_frame(context, frame) >= 0 ? frame : null;
  }

  /** Forgets all reference pictures. */
  void flush() {
    avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
