package org.gatehouse.contract.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.gatehouse.contract.media.StreamId;

/**
 * What is recorded, over all volumes; the reading side for playback, export and retention. It says
 * what the files say and nothing else, the segment being written included, with what is in it so
 * far. Waits for the disk: not for event loops. Thread-safe.
 */
public interface Footage {
  /** Segments of which any part lies in {@code from} to {@code to}, oldest first. */
  List<SegmentInfo> segments(StreamId stream, Instant from, Instant to) throws IOException;

  /**
   * A number that changes when a segment of the stream may have come that was not told before. Who
   * waits for the next one asks this first; it reads nothing.
   */
  long revision(StreamId stream);

  /**
   * What is missing between {@code from} and {@code to}, cut to that range, oldest first: all
   * stretches without pictures, with the cause that is noted, else {@link GapCause#UNKNOWN}; and
   * those where only sound was left out.
   */
  List<Gap> gaps(StreamId stream, Instant from, Instant to) throws IOException;

  /** Days in UTC on which a segment begins. */
  SortedSet<LocalDate> days(StreamId stream) throws IOException;

  /**
   * Where a segment lies, for reading; it may be deleted while it is read.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted, never existed, or is no name of
   *     this camera's segments
   */
  Path path(StreamId stream, String file) throws IOException;
}
