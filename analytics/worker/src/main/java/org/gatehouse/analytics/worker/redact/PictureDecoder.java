package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes one segment's pictures on the caller's thread. */
final class PictureDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private long damaged;

  /**
   * For pictures coded like that.
   *
   * @param name of the recording, for the message
   */
  PictureDecoder(AVCodecParameters parameters, String name) throws IOException {
    AVCodec codec = avcodec_find_decoder(parameters.codec_id());
    if (codec == null || codec.isNull()) {
      throw new IOException("recording " + name + " is coded in a way that cannot be decoded here");
    }
    context = avcodec_alloc_context3(codec);
    Answer.check(avcodec_parameters_to_context(context, parameters), "recording " + name);
    context.thread_count(1);
    context.pkt_timebase().num(1).den(1_000_000);
    Answer.check(
        avcodec_open2(context, codec, (AVDictionary) null), "recording " + name + " is damaged");
  }

  /** Gives it a packet; null when no more come. */
  void send(@Nullable AVPacket packet) {
    if (avcodec_send_packet(context, packet) < 0 && packet != null) {
      damaged++;
    }
  }

  /** The next picture, valid until the next call; null if more packets are needed. */
  @Nullable AVFrame receive() {
    return avcodec_receive_frame(context, frame) >= 0 ? frame : null;
  }

  /** Packets that were refused. */
  long damaged() {
    return damaged;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
