package org.gatehouse.runtime.clip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gatehouse.runtime.mp4.PlainMovie;
import org.gatehouse.runtime.mp4.SampleTable;
import org.gatehouse.runtime.segment.Fragment;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.gatehouse.runtime.segment.SegmentReader;
import org.gatehouse.runtime.segment.TrackRun;
import org.jspecify.annotations.Nullable;

/**
 * Writes a clip as a plain MP4 file: the tables first, then the coded media as it was recorded. An
 * edit list has players begin and end at the exact times. One use each.
 */
public final class ClipWriter {
  /** Media of one fragment, where it lies. */
  private record Data(Path file, long position, long bytes) {}

  private final Clip clip;
  private final int timescale;
  private final SampleTable pictures = new SampleTable();
  private final SampleTable sound = new SampleTable();
  private final List<Data> data = new ArrayList<>();
  private long dataBytes;

  /** Where the next picture begins, in units of the track from the clip's beginning. */
  private long next;

  /** Where the sound begins, and where its next begins; in its own units likewise. */
  private long soundBegin;

  private long nextSound;
  private @Nullable SegmentReader open;

  private ClipWriter(Clip clip) {
    this.clip = clip;
    this.timescale = clip.format().video().timescale();
  }

  /**
   * Writes it; returns when it is on disk.
   *
   * @param file must not exist; taken away again if it cannot be finished
   * @param progress is told the share that is written, 0 to 1
   * @throws IOException if a recording was deleted meanwhile or the disk is full
   */
  public static void write(Clip clip, Path file, DoubleConsumer progress)
      throws IOException, InterruptedException {
    ClipWriter writer = new ClipWriter(clip);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writer.look();
      writer.copy(out, progress);
      out.force(true);
    } catch (IOException | InterruptedException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    } finally {
      writer.close();
    }
  }

  /** Reads what all fragments say. */
  private void look() throws IOException, InterruptedException {
    for (Clip.Piece piece : clip.pieces()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Fragment fragment = reader(piece.file()).next(piece.position());
      if (fragment == null || fragment.position() != piece.position()) {
        throw new IOException("recording " + piece.file() + " is not what it was");
      }
      note(piece, fragment);
    }
  }

  private void note(Clip.Piece piece, Fragment fragment) {
    TrackRun run = fragment.moof().pictures();
    long wanted = ticks(piece.segmentStart(), timescale) + run.time();
    pictures.chunk(dataBytes);
    for (int i = 0; i < run.count(); i++) {
      // A seam between segments is taken up by the picture after it.
      long duration = i == 0 ? Math.max(1, run.duration(0) + wanted - next) : run.duration(i);
      pictures.add(duration, run.size(i), run.compositionOffset(i), run.key(i));
      next += duration;
    }
    long bytes = run.size();
    TrackRun heard = fragment.moof().sound();
    SegmentFormat.SoundTrack track = clip.format().sound();
    if (heard != null && track != null) {
      hear(piece, heard, track.timescale(), dataBytes + bytes);
      bytes += heard.size();
    }
    data.add(new Data(piece.file(), fragment.dataPosition(), bytes));
    dataBytes += bytes;
  }

  private void hear(Clip.Piece piece, TrackRun run, int rate, long position) {
    long wanted = Math.max(0, ticks(piece.segmentStart(), rate) + run.time());
    if (sound.isEmpty()) {
      soundBegin = wanted;
      nextSound = wanted;
    }
    if (wanted > nextSound) {
      sound.stretch(wanted - nextSound);
      nextSound = wanted;
    }
    sound.chunk(position);
    for (int i = 0; i < run.count(); i++) {
      sound.add(run.duration(i), run.size(i), 0, true);
      nextSound += run.duration(i);
    }
  }

  /** From the clip's beginning, which its first segment's may lie before. */
  private long ticks(Instant time, int rate) {
    return micros(Duration.between(clip.begin(), time), rate);
  }

  private static long micros(Duration duration, int rate) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration))
        * rate
        / 1_000_000;
  }

  private void copy(FileChannel out, DoubleConsumer progress)
      throws IOException, InterruptedException {
    ByteBuffer head = ByteBuffer.wrap(PlainMovie.head(tracks(), clip.begin(), dataBytes));
    while (head.hasRemaining()) {
      out.write(head);
    }
    long done = 0;
    for (Data part : data) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      transfer(part, out);
      done += part.bytes();
      progress.accept((double) done / dataBytes);
    }
  }

  private void transfer(Data part, FileChannel out) throws IOException {
    FileChannel in = reader(part.file()).channel();
    long rest = part.bytes();
    while (rest > 0) {
      long moved = in.transferTo(part.position() + part.bytes() - rest, rest, out);
      if (moved <= 0) {
        throw new IOException("recording " + part.file() + " is shorter than it was");
      }
      rest -= moved;
    }
  }

  private List<PlainMovie.Track> tracks() {
    List<PlainMovie.Track> tracks = new ArrayList<>();
    var video = clip.format().video();
    tracks.add(
        new PlainMovie.Track(
            clip.format().description(true),
            timescale,
            video.parameters().width(),
            video.parameters().height(),
            pictures,
            0,
            micros(clip.skip(), timescale),
            Math.min(
                micros(clip.length(), timescale),
                pictures.duration() - micros(clip.skip(), timescale))));
    SegmentFormat.SoundTrack track = clip.format().sound();
    if (track != null && !sound.isEmpty()) {
      tracks.add(sound(track));
    }
    return tracks;
  }

  private PlainMovie.Track sound(SegmentFormat.SoundTrack track) {
    int rate = track.timescale();
    long skip = micros(clip.skip(), rate);
    long pause = Math.max(0, soundBegin - skip);
    long hidden = Math.max(0, skip - soundBegin);
    long length =
        Math.max(0, Math.min(micros(clip.length(), rate) - pause, sound.duration() - hidden));
    return new PlainMovie.Track(
        clip.format().description(false), rate, 0, 0, sound, pause, hidden, length);
  }

  private SegmentReader reader(Path file) throws IOException {
    SegmentReader reader = open;
    if (reader == null || !reader.path().equals(file)) {
      close();
      reader = SegmentReader.open(file);
      open = reader;
    }
    return reader;
  }

  private void close() throws IOException {
    SegmentReader reader = open;
    open = null;
    if (reader != null) {
      reader.close();
    }
  }
}
