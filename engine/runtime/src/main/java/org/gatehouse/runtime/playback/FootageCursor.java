package org.gatehouse.runtime.playback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.segment.Fragment;
import org.gatehouse.runtime.segment.SegmentReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a stream's recordings in the order of their times, from the key frame at or before
 * some time on, into the segment that is still being written. Where the server's clock was set back
 * the same time was recorded twice: then the earlier recording is walked through to its end, and of
 * the later one what comes after that. Owner: one thread; waits for the disk.
 */
public final class FootageCursor implements Closeable {
  /** Less than this between two segments is rounding, not a hole. */
  public static final Duration SEAM = Duration.ofMillis(250);

  /** How far ahead segments are looked for, one after the other until there is one. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(40));

  private final Footage footage;
  private final StreamId stream;
  private final Ticker ticker;
  private final Deque<SegmentInfo> coming = new ArrayDeque<>();

  /** Up to where everything was told. */
  private Instant at;

  /** The footage's revision when nothing more was found; negative if something was. */
  private long waitingSince = -1;

  private @Nullable SegmentInfo last;
  private @Nullable SegmentReader reader;
  private long position;

  /** True before the first fragment: it may begin before {@link #at}. */
  private boolean first = true;

  /** True while what was told already is left out, until a key frame comes after it. */
  private boolean skipping;

  /** True if the open file was looked at again after another one had begun. */
  private boolean drained;

  /** From the key frame at or before {@code from}; where there is none, from the next one on. */
  public FootageCursor(Footage footage, StreamId stream, Instant from, Ticker ticker) {
    this.footage = footage;
    this.ticker = ticker;
    this.stream = stream;
    this.at = from;
  }

  /** The next step. */
  public Step next() throws IOException {
    while (true) {
      SegmentReader open = reader;
      SegmentInfo segment = last;
      if (open != null && segment != null) {
        Step.Piece piece = piece(open, segment);
        if (piece != null) {
          return piece;
        }
        if (coming.isEmpty()) {
          refill();
        }
        if (coming.isEmpty()) {
          return new Step.End(at);
        }
        if (drained) {
          close();
        }
        drained = true;
      } else {
        Step step = enter();
        if (step != null) {
          return step;
        }
      }
    }
  }

  /** The open file's next fragment; null at its end, for now. */
  private Step.@Nullable Piece piece(SegmentReader open, SegmentInfo segment) throws IOException {
    Fragment fragment = open.next(position);
    while (fragment != null) {
      position = fragment.end();
      Step.Piece piece = new Step.Piece(segment, open, fragment);
      if (first || !told(piece)) {
        first = false;
        at = piece.end();
        return piece;
      }
      fragment = open.next(position);
    }
    return null;
  }

  /** True if it lies before what was told already, or cannot be the first after that. */
  private boolean told(Step.Piece piece) {
    if (piece.start().isBefore(at.minus(SEAM))) {
      skipping = true;
    } else if (piece.fragment().key()) {
      skipping = false;
    }
    return skipping;
  }

  /** Opens the next file; null if it is open, otherwise what is to be told first. */
  private @Nullable Step enter() throws IOException {
    if (coming.isEmpty()) {
      refill();
    }
    SegmentInfo segment = coming.peek();
    if (segment == null) {
      return new Step.End(at);
    }
    if (Duration.between(at, segment.start()).compareTo(SEAM) > 0) {
      return hole(segment);
    }
    coming.remove();
    last = segment;
    try {
      reader = SegmentReader.open(footage.path(stream, segment.file()));
      position = start(reader, segment);
      drained = false;
      return null;
    } catch (NoSuchFileException deleted) {
      return missing(segment, GapCause.DELETED);
    } catch (IOException unreadable) {
      return missing(segment, GapCause.DISK_FAILED);
    }
  }

  /** Where the last group of pictures begins that is not after {@link #at}. */
  private long start(SegmentReader open, SegmentInfo segment) throws IOException {
    long found = open.mediaPosition();
    long from = found;
    Fragment fragment = first ? open.next(from) : null;
    while (fragment != null && !new Step.Piece(segment, open, fragment).start().isAfter(at)) {
      found = fragment.key() ? fragment.position() : found;
      fragment = open.next(fragment.end());
    }
    return found;
  }

  private @Nullable Step missing(SegmentInfo segment, GapCause cause) {
    Instant from = at;
    at = segment.end().isAfter(at) ? segment.end() : at;
    return at.equals(from) ? null : new Step.Hole(new Gap(from, at, cause, false));
  }

  private Step hole(SegmentInfo segment) throws IOException {
    Gap gap = new Gap(at, segment.start(), GapCause.UNKNOWN, false);
    for (Gap noted : footage.gaps(stream, at, segment.start().plusMillis(1))) {
      if (!noted.soundOnly() && !noted.from().isAfter(at) && noted.to().isAfter(at)) {
        Instant to = noted.to().isBefore(segment.start()) ? noted.to() : segment.start();
        gap = new Gap(at, to, noted.cause(), false);
        break;
      }
    }
    at = gap.to();
    first = false;
    return new Step.Hole(gap);
  }

  /** Looks for what comes next, unless nothing can have come since nothing was there. */
  private void refill() throws IOException {
    long revision = footage.revision(stream);
    if (revision != waitingSince) {
      look();
      waitingSince = coming.isEmpty() ? revision : -1;
    }
  }

  private void look() throws IOException {
    Instant now = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
    for (Duration window : WINDOWS) {
      Instant until = at.plus(window);
      find(until);
      if (!coming.isEmpty() || until.isAfter(now)) {
        return;
      }
    }
    find(Instant.MAX);
  }

  private void find(Instant until) throws IOException {
    SegmentInfo before = last;
    for (SegmentInfo segment : footage.segments(stream, at, until)) {
      if (before == null || segment.start().isAfter(before.start())) {
        coming.add(segment);
      }
    }
  }

  /** Closes the open file; the next step opens another. */
  @Override
  public void close() throws IOException {
    SegmentReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
