package org.gatehouse.runtime.clip;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.runtime.segment.SegmentFormat;

/**
 * A stretch of recordings without interruption, in one format.
 *
 * @param begin when its first picture was taken, a key frame at or before {@code from}
 * @param from where it is to be shown from
 * @param to where it is to be shown to
 */
public record Clip(
    SegmentFormat format, List<Piece> pieces, Instant begin, Instant from, Instant to) {
  /**
   * A fragment of it.
   *
   * @param position in the file
   */
  public record Piece(Path file, Instant segmentStart, long position) {}

  /** Keeps its own list. */
  public Clip {
    pieces = List.copyOf(pieces);
  }

  /** What is there but not to be shown. */
  public Duration skip() {
    return Duration.between(begin, from);
  }

  /** What is to be shown. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
