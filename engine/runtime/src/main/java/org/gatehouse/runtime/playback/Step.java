package org.gatehouse.runtime.playback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.runtime.segment.Fragment;
import org.gatehouse.runtime.segment.SegmentReader;

/** What comes next in a stream's recordings. */
public sealed interface Step {
  /**
   * A fragment.
   *
   * @param reader of its file; open until the next step is asked for
   */
  record Piece(SegmentInfo segment, SegmentReader reader, Fragment fragment) implements Step {
    /** When its first picture was taken, wall clock. */
    public Instant start() {
      return at(fragment.time());
    }

    /** When its last picture ends. */
    public Instant end() {
      return at(fragment.time() + fragment.duration());
    }

    private Instant at(long time) {
      long timescale = reader.format().video().timescale();
      return segment.start().plus(time * 1_000_000 / timescale, ChronoUnit.MICROS);
    }
  }

  /** A stretch without pictures; what follows is recorded, or another hole. */
  record Hole(Gap gap) implements Step {}

  /**
   * No more is recorded at present; asked again, there may be.
   *
   * @param at where the recordings end; what was asked for if there are none
   */
  record End(Instant at) implements Step {}
}
