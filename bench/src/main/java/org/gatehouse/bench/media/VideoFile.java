package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/** Makes tracks of video files: H.264 and H.265 as they are, anything else coded anew. */
public final class VideoFile implements AutoCloseable {
  static {
    FfmpegErrors.quiet();
  }

  private final Path file;
  private final AVFormatContext input;
  private final int stream;

  private VideoFile(Path file) {
    this.file = file;
    if (!Files.isReadable(file)) {
      throw new VideoException("cannot read the video " + file + ": no such readable file");
    }
    this.input = new AVFormatContext(null);
    FfmpegErrors.check(
        avformat_open_input(input, file.toString(), (AVInputFormat) null, (AVDictionary) null),
        "open the video " + file);
    FfmpegErrors.check(
        avformat_find_stream_info(input, (PointerPointer<?>) null), "look into the video " + file);
    stream =
        FfmpegErrors.check(
            av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0),
            "find a picture in " + file);
  }

  /**
   * Reads a whole file for whoever plays H.264 and H.265: either as it is.
   *
   * @param notice told in words when its pictures are coded anew, which changes them
   * @throws VideoException if it is no video, or one that is turned when it is shown; the message
   *     names the file
   */
  public static VideoTrack track(Path file, Consumer<String> notice) {
    return track(file, EnumSet.allOf(NalCodec.class), true, notice);
  }

  /**
   * Reads a whole file for players that know no other codec than H.264.
   *
   * @throws VideoException if it is no video; the message names the file
   */
  public static VideoTrack h264(Path file) {
    return track(file, EnumSet.of(NalCodec.H264), false, words -> {});
  }

  private static VideoTrack track(
      Path file, Set<NalCodec> asTheyAre, boolean upright, Consumer<String> notice) {
    try (VideoFile video = new VideoFile(file)) {
      if (upright) {
        video.checkUpright();
      }
      NalLayout layout = NalLayout.of(video.stream().codecpar());
      VideoTrack copied =
          layout != null && asTheyAre.contains(layout.codec()) ? video.copied(layout) : null;
      if (copied != null) {
        return copied;
      }
    }
    notice.accept(
        file + " is not H.264 or H.265 with one set of parameters at a time: it is coded anew");
    try (VideoFile video = new VideoFile(file)) {
      return Transcoder.track(video.input, video.stream, file);
    }
  }

  private AVStream stream() {
    return input.streams(stream);
  }

  /** Players turn such pictures; a camera's are seen as they are coded. */
  private void checkUpright() {
    AVCodecParameters codec = stream().codecpar();
    AVPacketSideData turn =
        av_packet_side_data_get(
            codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    if (turn == null || turn.isNull()) {
      return;
    }
    double degrees = av_display_rotation_get(new IntPointer(turn.data()));
    if (Math.abs(degrees) >= 1) {
      throw new VideoException(
          "the video %s is turned by %d degrees when it is shown, and a camera's is not: turn its pictures first, as ffmpeg -i %s -crf 12 turned.mp4 does"
              .formatted(file, Math.round(degrees), file.getFileName()));
    }
  }

  /** Null if it needs more parameter sets at once than a simulated camera tells. */
  private @Nullable VideoTrack copied(NalLayout layout) {
    AVCodecParameters codec = stream().codecpar();
    SetsInForce sets = new SetsInForce(layout.codec(), codec.width(), codec.height());
    if (!sets.take(layout.sets(), true)) {
      return null;
    }
    AVPacket packet = av_packet_alloc();
    try {
      return copied(layout, sets, packet);
    } finally {
      av_packet_free(packet);
    }
  }

  private @Nullable VideoTrack copied(NalLayout layout, SetsInForce sets, AVPacket packet) {
    NalCodec codec = layout.codec();
    List<Sample> samples = new ArrayList<>();
    ParameterSets told = null;
    long first = 0;
    for (int number = 0; next(packet); number++) {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      List<byte[]> units = layout.units(bytes);
      boolean key = NalUnits.isKey(codec, units);
      if (!sets.take(units, key)) {
        return null;
      }
      ParameterSets now = sets.parameters();
      byte[] slices = NalUnits.slices(codec, units);
      if (slices.length == 0 || now == null || (told == null && !key)) {
        continue;
      }
      long ticks = ticks(packet, number);
      if (told == null) {
        told = now;
        first = ticks;
      }
      boolean changed = key && !now.equals(told);
      samples.add(new Sample(ticks - first, key, slices, changed ? now : null));
    }
    if (told == null) {
      throw new VideoException("the video " + file + " holds no picture to start with");
    }
    return new VideoTrack(told, samples);
  }

  /** Reads the stream's next coded picture; false at its end. */
  private boolean next(AVPacket packet) {
    av_packet_unref(packet);
    while (av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == stream) {
        return true;
      }
      av_packet_unref(packet);
    }
    return false;
  }

  /** By the picture's number where a raw stream tells no times. */
  private long ticks(AVPacket packet, int number) {
    long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    return time == AV_NOPTS_VALUE
        ? FrameTimes.evenly(stream(), number)
        : FrameTimes.ticks(stream(), time);
  }

  @Override
  public void close() {
    avformat_close_input(input);
  }
}
