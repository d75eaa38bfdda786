package org.gatehouse.contract.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gatehouse.contract.media.StreamId;

/**
 * A recorded segment.
 *
 * @param file name of the file, without folders
 * @param start wall-clock time of its first picture
 * @param durationMicros time from its first to the end of its last picture
 * @param bytes size of the file
 * @param before what its notes say is missing before it, see {@link SegmentNotes}
 */
public record SegmentInfo(
    StreamId stream,
    String file,
    Instant start,
    long durationMicros,
    long bytes,
    List<Gap> before) {

  /** Wall-clock end of its last picture. */
  public Instant end() {
    return start.plus(durationMicros, ChronoUnit.MICROS);
  }
}
