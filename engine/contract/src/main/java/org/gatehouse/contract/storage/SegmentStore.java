package org.gatehouse.contract.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.ObjLongConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;

/**
 * Keeps the recorded video of one volume, a file for each segment. Thread-safe; each {@link
 * SegmentFile} belongs to the thread that created it.
 */
public interface SegmentStore {
  /**
   * Creates an empty segment. Its name is taken from {@code start}; where that name is taken
   * already, from the first free millisecond after it.
   *
   * @param start wall-clock time of its first picture
   */
  SegmentFile create(StreamId stream, Instant start) throws IOException;

  /**
   * The stream's segments of which any part lies in {@code from} to {@code to}, oldest first, read
   * back from the files alone. The one being written is among them, with what is in it so far;
   * files without a whole fragment are left out.
   */
  List<SegmentInfo> list(StreamId stream, Instant from, Instant to) throws IOException;

  /** Days in UTC on which a segment of the stream begins. */
  SortedSet<LocalDate> days(StreamId stream) throws IOException;

  /** The newest of the stream's segments that hold anything; empty if there is none. */
  default Optional<SegmentInfo> latest(StreamId stream) throws IOException {
    for (LocalDate day : days(stream).reversed()) {
      Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      List<SegmentInfo> found = list(stream, begin, begin.plus(1, ChronoUnit.DAYS));
      if (!found.isEmpty()) {
        return Optional.of(found.getLast());
      }
    }
    return Optional.empty();
  }

  /**
   * A number that changes when {@link #list} may tell of a segment of the stream that it did not
   * tell of before, for what this store writes. Who waits for the next one need not list again and
   * again. Reads nothing.
   */
  long revision(StreamId stream);

  /**
   * Tells of every segment that is there, in no order, by names and sizes alone.
   *
   * @param each gets a segment and its size in bytes
   */
  void scan(ObjLongConsumer<SegmentKey> each) throws IOException;

  /**
   * Deletes a segment.
   *
   * @return false if it was not there
   */
  boolean delete(SegmentKey segment) throws IOException;

  /**
   * Where the segment of that file name lies, for reading.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted, never existed, or is no name of
   *     this camera's segments
   */
  Path path(CameraId camera, String file) throws IOException;

  /** The folder that holds the recordings, for messages. */
  Path root();

  /**
   * Tries whether the volume takes that many bytes; leaves nothing behind. May wait for the disk.
   *
   * @throws IOException if not: it is full, broken, or not there
   */
  default void probe(long bytes) throws IOException {}

  /** Bytes that can still be written to the volume; -1 if it does not say. */
  long usableBytes();
}
