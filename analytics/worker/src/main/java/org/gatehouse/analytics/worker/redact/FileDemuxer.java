package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one segment, with their wall-clock times: the first picture's is told from outside,
 * all others lie as far from it as the file says. One thread.
 */
final class FileDemuxer implements AutoCloseable {
  private static final AVRational MICROS = av_make_q(1, 1_000_000);

  /** So many packets of sound may stand before the first picture. */
  private static final int MOST_BEFORE_VIDEO = 2000;

  private final FilmFile file;
  private final AVFormatContext context;
  private final Deque<AVPacket> waiting = new ArrayDeque<>();
  private @Nullable AVStream video;
  private @Nullable AVStream sound;
  private long firstPts;

  /**
   * Opens a segment.
   *
   * @throws IOException in words, with the file's name
   */
  FileDemuxer(FilmFile file) throws IOException {
    this.file = file;
    if (!Files.isReadable(file.file())) {
      throw new IOException("recording " + file.file() + " is gone: it may have expired meanwhile");
    }
    this.context = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    // Edit lists still shift times, but no picture is thrown away because of them.
    av_dict_set(options, "advanced_editlist", "0", 0);
    int opened =
        avformat_open_input(context, file.file().toString(), (AVInputFormat) null, options);
    av_dict_free(options);
    Answer.check(opened, "recording " + file.file() + " cannot be opened");
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      int type = stream.codecpar().codec_type();
      if (type == AVMEDIA_TYPE_VIDEO && video == null) {
        video = stream;
      } else if (type == AVMEDIA_TYPE_AUDIO && sound == null) {
        sound = stream;
      }
    }
    findFirstPicture();
  }

  /** How its pictures are coded; null if there are none. */
  @Nullable AVCodecParameters video() {
    return video == null ? null : video.codecpar();
  }

  /** How its sound is coded; null if there is none. */
  @Nullable AVCodecParameters sound() {
    return sound == null ? null : sound.codecpar();
  }

  boolean isVideo(AVPacket packet) {
    return video != null && packet.stream_index() == video.index();
  }

  boolean isSound(AVPacket packet) {
    return sound != null && packet.stream_index() == sound.index();
  }

  private void findFirstPicture() {
    AVPacket packet = av_packet_alloc();
    while (waiting.size() < MOST_BEFORE_VIDEO && av_read_frame(context, packet) >= 0) {
      AVPacket kept = av_packet_alloc();
      av_packet_move_ref(kept, packet);
      waiting.add(kept);
      if (video != null && isVideo(kept)) {
        firstPts = av_rescale_q(time(kept), video.time_base(), MICROS);
        break;
      }
    }
    av_packet_free(packet);
  }

  /**
   * The next packet, its times turned into wall-clock microseconds.
   *
   * @return false at the end of what can be read
   */
  boolean read(AVPacket packet) {
    AVPacket kept = waiting.poll();
    if (kept != null) {
      av_packet_unref(packet);
      av_packet_move_ref(packet, kept);
      av_packet_free(kept);
    } else if (av_read_frame(context, packet) < 0) {
      return false;
    }
    AVRational base = context.streams(packet.stream_index()).time_base();
    long pts = wall(time(packet), base);
    packet.dts(packet.dts() == AV_NOPTS_VALUE ? pts : wall(packet.dts(), base));
    packet.pts(pts);
    packet.duration(av_rescale_q(packet.duration(), base, MICROS));
    return true;
  }

  private long wall(long time, AVRational base) {
    return file.startMicros() + av_rescale_q(time, base, MICROS) - firstPts;
  }

  private static long time(AVPacket packet) {
    return packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
  }

  @Override
  public void close() {
    for (AVPacket packet : waiting) {
      av_packet_free(packet);
    }
    avformat_close_input(context);
  }
}
