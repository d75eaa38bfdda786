package org.gatehouse.runtime.clip;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.playback.FootageCursor;
import org.gatehouse.runtime.playback.Step;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.jspecify.annotations.Nullable;

/** Finds what is recorded from some time to another: clips, and what is missing. One use each. */
public final class ClipFinder {
  /**
   * What was found.
   *
   * @param gaps where nothing is recorded, or what was recorded is gone
   */
  public record Found(List<Clip> clips, List<Gap> gaps) {}

  private final Instant from;
  private final Instant to;
  private final List<Clip> clips = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private List<Clip.Piece> pieces = new ArrayList<>();
  private @Nullable SegmentFormat format;
  private Instant begin = Instant.EPOCH;
  private Instant end = Instant.EPOCH;

  private ClipFinder(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Looks through the recordings; waits for the disk. */
  public static Found find(
      Footage footage, StreamId stream, Instant from, Instant to, Ticker ticker)
      throws IOException {
    ClipFinder finder = new ClipFinder(from, to);
    try (FootageCursor cursor = new FootageCursor(footage, stream, from, ticker)) {
      Step step = cursor.next();
      while (finder.take(step)) {
        step = cursor.next();
      }
    }
    finder.close();
    return new Found(finder.clips, finder.gaps);
  }

  /** False at the end. */
  private boolean take(Step step) {
    switch (step) {
      case Step.Piece piece -> {
        return piece.start().isBefore(to) && add(piece);
      }
      case Step.Hole hole -> {
        close();
        return missing(hole.gap());
      }
      case Step.End over -> {
        Instant last = over.at().isAfter(from) ? over.at() : from;
        if (last.isBefore(to)) {
          gaps.add(new Gap(last, to, GapCause.UNKNOWN, false));
        }
        return false;
      }
    }
  }

  private boolean missing(Gap gap) {
    if (!gap.from().isBefore(to)) {
      return false;
    }
    gaps.add(new Gap(gap.from(), earlier(gap.to(), to), gap.cause(), false));
    return gap.to().isBefore(to);
  }

  private boolean add(Step.Piece piece) {
    SegmentFormat now = piece.reader().format();
    SegmentFormat before = format;
    if (before != null && !now.follows(before)) {
      close();
    }
    if (pieces.isEmpty()) {
      begin = piece.start();
      format = now;
    }
    pieces.add(
        new Clip.Piece(
            piece.reader().path(), piece.segment().start(), piece.fragment().position()));
    end = piece.end();
    return true;
  }

  private void close() {
    SegmentFormat found = format;
    Instant shown = begin.isAfter(from) ? begin : from;
    Instant until = earlier(end, to);
    if (found != null && shown.isBefore(until)) {
      clips.add(new Clip(found, pieces, begin, shown, until));
    }
    pieces = new ArrayList<>();
    format = null;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
