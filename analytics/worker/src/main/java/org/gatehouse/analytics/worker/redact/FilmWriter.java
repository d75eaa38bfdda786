package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * One MP4 file: pictures coded anew, sound as it was where MP4 takes it. Time 0 of the file is the
 * first picture's; all others lie as far from it as the wall clock says, gaps included. One thread.
 */
final class FilmWriter implements AutoCloseable {
  /** Units of the pictures' times in a second, as in the recordings. */
  static final int TIMESCALE = 90_000;

  private static final double TICKS_PER_MICRO = TIMESCALE / 1e6;
  private static final AVRational TICKS = av_make_q(1, TIMESCALE);

  private final long startMicros;
  private final PictureEncoder encoder;
  private final Canvas canvas;
  private final AVFormatContext context;
  private final AVStream video;
  private final @Nullable SoundTrack sound;
  private long lastTicks = -1;
  private long interval;

  /**
   * Begins the file.
   *
   * @param startMicros wall-clock time of its first picture
   * @param first that picture, for size and colours
   * @param rate pictures a second, about
   * @param format of the sound to be expected, null for none
   */
  FilmWriter(
      Path output, long startMicros, AVFrame first, double rate, @Nullable SoundFormat format)
      throws IOException {
    this.startMicros = startMicros;
    PictureSize size = PictureSize.of(first.width(), first.height());
    this.encoder = new PictureEncoder(size, first, rate);
    this.canvas = new Canvas(size.width(), size.height());
    this.interval = Math.round(TIMESCALE / Math.clamp(rate, 1, 120));
    this.context = new AVFormatContext(null);
    Answer.check(
        avformat_alloc_output_context2(context, (AVOutputFormat) null, "mp4", output.toString()),
        "no MP4 writer");
    this.video = avformat_new_stream(context, null);
    encoder.describe(video.codecpar());
    video.time_base(TICKS);
    this.sound = format == null ? null : SoundTrack.in(context, format, startMicros);
    open(output);
  }

  private void open(Path output) throws IOException {
    AVIOContext file = new AVIOContext(null);
    Answer.check(
        avio_open(file, output.toString(), AVIO_FLAG_WRITE), output + " cannot be written");
    context.pb(file);
    AVDictionary about = new AVDictionary(null);
    av_dict_set(
        about, "creation_time", Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS).toString(), 0);
    context.metadata(about);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "+faststart", 0);
    av_dict_set(options, "video_track_timescale", Integer.toString(TIMESCALE), 0);
    Answer.check(avformat_write_header(context, options), output + " cannot be begun");
    av_dict_free(options);
  }

  /** The picture as it will be coded, to be painted on before {@link #write}. */
  AVFrame show(AVFrame picture) throws IOException {
    return canvas.show(picture);
  }

  /** Codes what the canvas shows. */
  void write(AVFrame shown, long micros) throws IOException {
    long ticks = Math.max(lastTicks + 1, Math.round((micros - startMicros) * TICKS_PER_MICRO));
    interval = lastTicks < 0 ? interval : ticks - lastTicks;
    lastTicks = ticks;
    shown.pts(ticks);
    encoder.send(shown);
    collect();
  }

  /** Takes a packet of sound whose times are wall-clock microseconds. */
  void sound(AVPacket packet) throws IOException {
    if (sound != null) {
      sound.take(packet, this::write);
    }
  }

  private void collect() throws IOException {
    for (AVPacket packet = encoder.receive(); packet != null; packet = encoder.receive()) {
      packet.stream_index(video.index());
      packet.dts(packet.pts());
      packet.duration(interval);
      av_packet_rescale_ts(packet, TICKS, video.time_base());
      write(packet);
    }
  }

  private void write(AVPacket packet) throws IOException {
    Answer.check(av_interleaved_write_frame(context, packet), "the film cannot be written");
  }

  /** Wall-clock end of the last picture. */
  long endMicros() {
    return startMicros + Math.round((lastTicks + interval) / TICKS_PER_MICRO);
  }

  /** Completes the file. */
  void finish() throws IOException {
    encoder.send(null);
    collect();
    if (sound != null) {
      sound.end(this::write);
    }
    Answer.check(av_write_trailer(context), "the film cannot be completed");
    AVIOContext file = context.pb();
    context.pb((AVIOContext) null);
    Answer.check(avio_closep(file), "the film cannot be completed");
  }

  @Override
  public void close() {
    if (context.pb() != null && !context.pb().isNull()) {
      AVIOContext file = context.pb();
      context.pb((AVIOContext) null);
      avio_closep(file);
    }
    avformat_free_context(context);
    canvas.close();
    encoder.close();
    if (sound != null) {
      sound.close();
    }
  }
}
