package org.gatehouse.runtime.playback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.runtime.segment.Placement;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.gatehouse.runtime.segment.TrackRun;
import org.jspecify.annotations.Nullable;

/**
 * Lays fragments on a line that counts from some wall-clock time. Segments begin where the server's
 * clock saw their first picture, a little off where the one before ended; the first picture lasts
 * so much longer or shorter that nothing overlaps and no hole is left, which would make players
 * stop. What is off by more is a jump. Owner: one thread.
 */
final class TimeLine {
  private static final long MICROS = 1_000_000;

  private final Instant base;
  private long sequence;
  private boolean started;
  private long next;
  private boolean heard;
  private long nextSound;

  /** A line whose zero is {@code base}. */
  TimeLine(Instant base) {
    this.base = base;
  }

  /**
   * A fragment's place.
   *
   * @param jump true if it does not follow the one before it
   */
  record Placed(Placement placement, boolean jump) {}

  /** Time since the base in units of {@code timescale}; negative before it. */
  long ticks(Instant time, int timescale) {
    return Math.multiplyExact(ChronoUnit.MICROS.between(base, time), timescale) / MICROS;
  }

  /** Places the next fragment. */
  Placed place(Step.Piece piece) {
    SegmentFormat format = piece.reader().format();
    int timescale = format.video().timescale();
    long wanted = ticks(piece.segment().start(), timescale) + piece.fragment().time();
    boolean follows = started && Math.abs(wanted - next) <= seam(timescale);
    long start = follows ? next : wanted;
    long first = piece.fragment().moof().pictures().duration(0);
    long stretch = Math.max(1 - first, wanted - start);
    started = true;
    next = start + piece.fragment().duration() + stretch;
    long sound = sound(piece, format.sound(), follows);
    return new Placed(new Placement(++sequence, start, stretch, sound), !follows);
  }

  /** Sound is not stretched; it never begins before what was heard before has ended. */
  private long sound(Step.Piece piece, SegmentFormat.@Nullable SoundTrack track, boolean follows) {
    TrackRun run = piece.fragment().moof().sound();
    if (run == null || track == null) {
      return 0;
    }
    long wanted = Math.max(0, ticks(piece.segment().start(), track.timescale()) + run.time());
    boolean early = heard && follows && wanted < nextSound;
    long start = early && nextSound - wanted <= seam(track.timescale()) ? nextSound : wanted;
    heard = true;
    nextSound = start + run.duration();
    return start;
  }

  private static long seam(int timescale) {
    return FootageCursor.SEAM.toMillis() * timescale / 1000;
  }
}
