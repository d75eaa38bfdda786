package org.gatehouse.runtime.playback;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded from some time to another in one format: from the key frame at or before the
 * first on.
 *
 * @param parts oldest first; empty if nothing is recorded
 * @param format of all of them; null if there are none
 * @param rest where the recordings go on in another format before the time is over; null if they do
 *     not
 */
record Stretch(List<Part> parts, @Nullable SegmentFormat format, @Nullable Instant rest) {
  /**
   * Finds it.
   *
   * @param base wall-clock time that is 0 on its time line; null for the first part's
   */
  static Stretch find(
      Footage footage,
      StreamId stream,
      Instant from,
      Instant to,
      @Nullable Instant base,
      Ticker ticker)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    SegmentFormat format = null;
    TimeLine line = base == null ? null : new TimeLine(base);
    try (FootageCursor cursor = new FootageCursor(footage, stream, from, ticker)) {
      Step step = cursor.next();
      while (!(step instanceof Step.End)) {
        if (step instanceof Step.Piece piece) {
          if (!piece.start().isBefore(to)) {
            break;
          }
          SegmentFormat now = piece.reader().format();
          if (format != null && !now.follows(format)) {
            return new Stretch(parts, format, piece.start());
          }
          format = now;
          line = line == null ? new TimeLine(piece.start()) : line;
          parts.add(Part.of(piece, line.place(piece)));
        }
        step = cursor.next();
      }
    }
    return new Stretch(parts, format, null);
  }
}
