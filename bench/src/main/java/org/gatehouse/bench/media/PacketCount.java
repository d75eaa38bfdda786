package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** Reads a file as players that are built on FFmpeg do. */
public final class PacketCount {
  private PacketCount() {}

  /** How many coded pictures come out of it; -1 if it does not open as a video. */
  public static long of(Path file) {
    av_log_set_level(AV_LOG_FATAL);
    AVFormatContext input = new AVFormatContext(null);
    if (avformat_open_input(input, file.toString(), (AVInputFormat) null, (AVDictionary) null)
        < 0) {
      return -1;
    }
    try {
      int video =
          av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
      return video < 0 ? -1 : count(input, video);
    } finally {
      avformat_close_input(input);
    }
  }

  private static long count(AVFormatContext input, int video) {
    AVPacket packet = av_packet_alloc();
    long packets = 0;
    while (av_read_frame(input, packet) >= 0) {
      packets += packet.stream_index() == video ? 1 : 0;
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    return packets;
  }
}
