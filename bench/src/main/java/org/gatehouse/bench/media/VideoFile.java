package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;

/** Makes tracks of video files: H.264 as it is, anything else coded anew. */
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
   * Reads a whole file.
   *
   * @throws VideoException if it is no video; the message names the file
   */
  public static VideoTrack track(Path file) {
    try (VideoFile video = new VideoFile(file)) {
      AVCodecParameters codec = video.stream().codecpar();
      boolean h264 = codec.codec_id() == AV_CODEC_ID_H264 && codec.extradata_size() > 6;
      return h264 ? video.copied(codec) : Transcoder.track(video.input, video.stream, file);
    }
  }

  private AVStream stream() {
    return input.streams(stream);
  }

  private VideoTrack copied(AVCodecParameters codec) {
    byte[] extra = new byte[codec.extradata_size()];
    codec.extradata().get(extra);
    boolean lengths = extra[0] == 1;
    int lengthSize = lengths ? (extra[4] & 3) + 1 : 0;
    List<byte[]> sets = lengths ? AvcConfiguration.parameterSets(extra) : NalUnits.ofAnnexB(extra);
    ParameterSets parameters =
        ParameterSets.h264(
            one(sets, NalUnits.SPS), one(sets, NalUnits.PPS), codec.width(), codec.height());
    return new VideoTrack(parameters, samples(lengthSize));
  }

  private byte[] one(List<byte[]> sets, int type) {
    return sets.stream()
        .filter(set -> NalUnits.type(set) == type)
        .findFirst()
        .orElseThrow(() -> new VideoException("the video " + file + " has no parameter sets"));
  }

  private List<Sample> samples(int lengthSize) {
    List<Sample> samples = new ArrayList<>();
    AVPacket packet = av_packet_alloc();
    long first = AV_NOPTS_VALUE;
    while (av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == stream) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        List<byte[]> units =
            lengthSize > 0 ? NalUnits.ofLengths(bytes, lengthSize) : NalUnits.ofAnnexB(bytes);
        long ticks = ticks(packet);
        first = first == AV_NOPTS_VALUE ? ticks : first;
        add(samples, units, ticks - first);
      }
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    if (samples.isEmpty()) {
      throw new VideoException("the video " + file + " holds no picture to start with");
    }
    return samples;
  }

  private static void add(List<Sample> samples, List<byte[]> units, long ticks) {
    byte[] slices = NalUnits.slices(units);
    boolean key = NalUnits.hasIdr(units);
    if (slices.length > 0 && (key || !samples.isEmpty())) {
      samples.add(new Sample(ticks, key, slices));
    }
  }

  private long ticks(AVPacket packet) {
    long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    return av_rescale(
        time,
        (long) stream().time_base().num() * AccessUnit.TICKS_PER_SECOND,
        stream().time_base().den());
  }

  @Override
  public void close() {
    avformat_close_input(input);
  }
}
