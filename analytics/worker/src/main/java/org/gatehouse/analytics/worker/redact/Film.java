package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * The film that is being made: begun by its first picture, under another name until it is complete.
 * Left half done, it is deleted. One thread.
 */
final class Film implements AutoCloseable {
  private final Order order;
  private final Path part;
  private final @Nullable SoundFormat expected;
  private final Painter painter;
  private final SecondLook secondLook;
  private final Deque<AVPacket> earlySound = new ArrayDeque<>();
  private @Nullable FilmWriter writer;
  private long firstMicros;
  private long pictures;
  private long covered;
  private String soundNote;

  /**
   * @param sound what the film's sound is to be, null for none
   */
  Film(Order order, SecondLook secondLook, @Nullable SoundFormat sound) {
    this.order = order;
    this.secondLook = secondLook;
    this.part = order.output().resolveSibling(order.output().getFileName() + ".part");
    boolean kept = sound != null && (sound.fitsMp4() || sound.isTelephone());
    this.expected = kept ? sound : null;
    this.soundNote =
        sound == null || kept ? "" : "the sound is left out: MP4 does not take " + sound.name();
    this.painter = new Painter(order.masks());
  }

  /**
   * Writes a picture with places covered.
   *
   * @param rate pictures a second, about; counts for the first one only
   * @param places in pixels of the picture
   */
  void picture(AVFrame frame, long micros, double rate, List<Box> places) throws IOException {
    FilmWriter open = writer == null ? begin(frame, micros, rate) : writer;
    AVFrame shown = open.show(frame);
    double scaleX = shown.width() / (double) frame.width();
    double scaleY = shown.height() / (double) frame.height();
    painter.paint(
        shown, places.stream().map(place -> Boxes.stretched(place, scaleX, scaleY)).toList());
    covered += places.size() + secondLook.cover(shown, painter);
    open.write(shown, micros);
    pictures++;
  }

  private FilmWriter begin(AVFrame first, long micros, double rate) throws IOException {
    FilmWriter fresh = new FilmWriter(part, micros, first, rate, expected);
    writer = fresh;
    firstMicros = micros;
    for (AVPacket packet = earlySound.poll(); packet != null; packet = earlySound.poll()) {
      fresh.sound(packet);
      av_packet_free(packet);
    }
    return fresh;
  }

  /** Takes a packet of sound if it is wanted; its times are wall-clock microseconds. */
  void sound(AVPacket packet, AVCodecParameters parameters) throws IOException {
    boolean wanted = packet.pts() >= order.fromMicros() && packet.pts() < order.toMicros();
    if (expected == null || !wanted) {
      return;
    }
    if (!SoundFormat.of(parameters).equals(expected)) {
      soundNote = "part of the sound is left out: it is coded in another way than " + expected;
    } else if (writer == null) {
      earlySound.add(av_packet_clone(packet));
    } else {
      writer.sound(packet);
    }
  }

  /**
   * Completes the film.
   *
   * @throws IOException if it has no picture
   */
  Outcome finish(long damaged) throws IOException {
    FilmWriter written = writer;
    if (written == null) {
      throw new IOException("there is no picture between the two times");
    }
    written.finish();
    sync(part);
    Files.move(part, order.output(), StandardCopyOption.REPLACE_EXISTING);
    sync(order.output().toAbsolutePath().getParent());
    return new Outcome(firstMicros, written.endMicros(), pictures, covered, damaged, soundNote);
  }

  /** Returns once a file, or the names in a folder, are on disk. */
  private static void sync(@Nullable Path path) throws IOException {
    if (path != null) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    earlySound.forEach(packet -> av_packet_free(packet));
    earlySound.clear();
    if (writer != null) {
      writer.close();
    }
    Files.deleteIfExists(part);
  }
}
