package org.gatehouse.storage.filesystem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentNotes;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's file says of itself.
 *
 * @param notes null if it has none that can be read
 * @param notesDamaged whether it has some that cannot
 * @param timescale ticks a second
 * @param durationMicros how long its pictures last; 0 if it has no whole fragment
 * @param whole bytes up to the end of the last whole fragment
 * @param indexed whether it has a {@code sidx} that fits the file
 * @param place position and size of the boxes that an index may be written over
 */
record SegmentFacts(
    @Nullable SegmentNotes notes,
    boolean notesDamaged,
    long timescale,
    long durationMicros,
    long whole,
    boolean indexed,
    Place place) {
  /** A start further from the file's name than this is not believed. */
  static final Duration NEAR = Duration.ofMillis(1500);

  /** The room for an index; size 0 where there is none. */
  record Place(long position, int size) {
    static final Place NONE = new Place(0, 0);
  }

  /** True if the notes tell the time that the name tells. */
  boolean agrees(SegmentName name) {
    return notes == null
        || Duration.between(name.start(), notes.start()).abs().compareTo(NEAR) <= 0;
  }

  /** The segment, if it plays at all. */
  @Nullable SegmentInfo info(SegmentName name, long size) {
    if (durationMicros <= 0) {
      return null;
    }
    SegmentNotes said = agrees(name) ? notes : null;
    Instant start = said == null ? name.start() : said.start();
    return new SegmentInfo(
        name.stream(),
        name.file(),
        start,
        durationMicros,
        size,
        said == null ? List.of() : said.before());
  }
}
