package org.gatehouse.contract.storage;

import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.contract.media.StreamId;

/** A line of the journal of retention: what was deleted, and what must not be. */
public sealed interface RetentionNote {
  /** When it was decided. */
  Instant at();

  /**
   * Neighbouring segments of one stream are deleted.
   *
   * @param first start of the first of them
   * @param last start of the last of them
   * @param early whether any of them was younger than the minimum that its class promises
   */
  record Deleted(
      Instant at,
      DeletionCause cause,
      Path volume,
      StreamId stream,
      Instant first,
      Instant last,
      int segments,
      long bytes,
      boolean early)
      implements RetentionNote {}

  /** A segment that was told as deleted could not be, and is still there. */
  record NotDeleted(Instant at, Path volume, SegmentKey segment, String text)
      implements RetentionNote {}

  /** A hold begins. */
  record Placed(Instant at, Hold hold) implements RetentionNote {}

  /**
   * A hold is over.
   *
   * @param by who released it; {@code expiry} if it ended by itself
   */
  record Released(Instant at, Hold hold, String by) implements RetentionNote {}

  /**
   * Events or their pictures are deleted for their age.
   *
   * @param what {@code events} or {@code snapshots}
   * @param before all older than this, but for those that are held
   */
  record Forgotten(Instant at, String what, Instant before, long count) implements RetentionNote {}
}
