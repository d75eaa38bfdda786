package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes one redacted film. Every picture is looked at when it comes and written {@link
 * #HOLD_MICROS} later, with all that was found in it, shortly before it and shortly after it
 * covered. Holds a bounded number of pictures, whatever the length of the film. One thread, once.
 */
public final class Redaction {
  /** How long something is covered before it was first and after it was last seen. */
  static final long HOLD_MICROS = 600_000;

  /** Pictures that wait never hold more than so many bytes. */
  private static final long MOST_BYTES = 400L << 20;

  private static final int FEWEST_WAITING = 4;
  private static final double USUAL_RATE = 25;

  private final Order order;
  private final ModelSet models;
  private final Finder finder;
  private final LongConsumer progress;
  private final Trails trails = new Trails(HOLD_MICROS);
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** A picture that waits to be written. */
  private record Waiting(AVFrame frame, long micros) {}

  /**
   * @param models loaded ones
   * @param progress told the wall-clock time of each picture that is written, epoch microseconds
   */
  public Redaction(Order order, ModelSet models, LongConsumer progress) {
    this.order = order;
    this.models = models;
    this.finder = new Finder(models);
    this.progress = progress;
  }

  /**
   * Writes the film.
   *
   * @throws IOException in words for a person: a recording is gone or damaged, the disk is full,
   *     there is no picture in that time
   */
  public Outcome run() throws IOException {
    FilmReader reader =
        new FilmReader(
            order.files(), order.fromMicros() - HOLD_MICROS, order.toMicros() + HOLD_MICROS);
    try (BgrConverter converter = new BgrConverter();
        SecondLook secondLook = new SecondLook(models);
        Film film = new Film(order, secondLook, expectedSound())) {
      reader.read(new Looking(converter, film));
      while (!waiting.isEmpty()) {
        write(film);
      }
      return film.finish(reader.damaged());
    } finally {
      waiting.forEach(picture -> av_frame_free(picture.frame));
    }
  }

  /** The sound of the first recording that has any. */
  private @Nullable SoundFormat expectedSound() throws IOException {
    for (FilmFile file : order.files()) {
      try (FileDemuxer demuxer = new FileDemuxer(file)) {
        AVCodecParameters sound = demuxer.sound();
        if (sound != null) {
          return SoundFormat.of(sound);
        }
      }
    }
    return null;
  }

  /** Looks at what is read and lets it wait. */
  private final class Looking implements FilmSink {
    private final BgrConverter converter;
    private final Film film;

    Looking(BgrConverter converter, Film film) {
      this.converter = converter;
      this.film = film;
    }

    @Override
    public void picture(AVFrame frame, long micros) throws IOException {
      trails.add(finder.find(converter.convert(frame), micros), micros);
      waiting.add(new Waiting(av_frame_clone(frame), micros));
      long most = Math.max(FEWEST_WAITING, MOST_BYTES / (2L * frame.width() * frame.height()));
      while (waiting.size() > most || micros - waiting.getFirst().micros > HOLD_MICROS) {
        write(film);
      }
    }

    @Override
    public void sound(AVPacket packet, AVCodecParameters parameters) throws IOException {
      film.sound(packet, parameters);
    }
  }

  private void write(Film film) throws IOException {
    double rate = rate();
    Waiting picture = waiting.remove();
    try {
      if (picture.micros >= order.fromMicros() && picture.micros < order.toMicros()) {
        film.picture(picture.frame, picture.micros, rate, trails.at(picture.micros));
        progress.accept(picture.micros);
      }
    } finally {
      av_frame_free(picture.frame);
    }
  }

  /** Pictures a second, by those that wait. */
  private double rate() {
    long span = waiting.getLast().micros - waiting.getFirst().micros;
    return span <= 0 ? USUAL_RATE : (waiting.size() - 1) * 1e6 / span;
  }
}
