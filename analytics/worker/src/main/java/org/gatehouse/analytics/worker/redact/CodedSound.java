package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_ALAW;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * G.711 of one channel, which MP4 has no entry for, coded as AAC. Where packets are missing there
 * is silence, so that sound stays with the pictures.
 */
final class CodedSound implements SoundTrack {
  private static final long BITS_PER_SECOND_AND_HERTZ = 4;
  private static final float FULL = 32_768f;

  /** Packets come so many samples early or late without being moved. */
  private static final double TREMBLE_SECONDS = 0.1;

  private final AVStream stream;
  private final AVCodecContext encoder;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final G711 law;
  private final long startMicros;
  private final int rate;
  private long samples;
  private int filled;

  CodedSound(AVFormatContext file, SoundFormat format, long startMicros) throws IOException {
    this.law = format.codec() == AV_CODEC_ID_PCM_ALAW ? G711.A_LAW : G711.MU_LAW;
    this.startMicros = startMicros;
    this.rate = format.rate();
    this.encoder = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_AAC));
    encoder.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(rate);
    encoder.bit_rate(BITS_PER_SECOND_AND_HERTZ * rate);
    encoder.time_base().num(1).den(rate);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    av_channel_layout_default(encoder.ch_layout(), 1);
    Answer.check(
        avcodec_open2(encoder, null, (AVDictionary) null),
        "the AAC encoder refuses sound of " + rate + " Hz");
    this.stream = avformat_new_stream(file, null);
    Answer.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "sound parameters");
    stream.time_base().num(1).den(rate);
    frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(rate).nb_samples(encoder.frame_size());
    av_channel_layout_default(frame.ch_layout(), 1);
    Answer.check(av_frame_get_buffer(frame, 0), "no memory for sound");
  }

  @Override
  public void take(AVPacket coded, PacketSink film) throws IOException {
    long due = Math.round((coded.pts() - startMicros) / 1e6 * rate);
    long ahead = due - samples - filled;
    boolean lost = ahead > TREMBLE_SECONDS * rate || samples + filled == 0;
    for (long i = lost ? ahead : 0; i > 0; i--) {
      add(0, film);
    }
    byte[] bytes = new byte[coded.size()];
    coded.data().get(bytes);
    // What lies before the film is not part of it.
    for (int i = Math.clamp(-due, 0, bytes.length); i < bytes.length; i++) {
      add(law.sample(bytes[i]) / FULL, film);
    }
  }

  private void add(float sample, PacketSink film) throws IOException {
    if (filled == 0) {
      Answer.check(av_frame_make_writable(frame), "no memory for sound");
    }
    new FloatPointer(frame.data(0)).put(filled++, sample);
    if (filled == frame.nb_samples()) {
      encode(film);
    }
  }

  private void encode(PacketSink film) throws IOException {
    frame.pts(samples);
    samples += filled;
    filled = 0;
    send(frame, film);
  }

  private void send(@Nullable AVFrame sound, PacketSink film) throws IOException {
    Answer.check(avcodec_send_frame(encoder, sound), "sound cannot be coded");
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      packet.stream_index(stream.index());
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      film.write(packet);
    }
  }

  @Override
  public void end(PacketSink film) throws IOException {
    while (filled > 0) {
      add(0, film);
    }
    send(null, film);
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(encoder);
  }
}
