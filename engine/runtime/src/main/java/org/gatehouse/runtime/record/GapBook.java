package org.gatehouse.runtime.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.jspecify.annotations.Nullable;

/**
 * What is missing of one stream, until the notes of its next segment tell it. Times are wall-clock
 * microseconds. Owner: the recorder's thread.
 */
final class GapBook {
  /** A gap of more parts than this is told with fewer. */
  private static final int MOST = 64;

  /** The first part begins where the recording ended, which is known in the end only. */
  private record Part(GapCause cause, long from) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<Gap> sound = new ArrayList<>();
  private long end;

  /** Goes on after that. */
  GapBook(Past past) {
    end = past.endMicros();
    GapCause cause = past.cause();
    if (end != 0 && cause != null) {
      interrupted(cause);
    }
  }

  /** Pictures up to there are in a file. */
  void recordedTo(long micros) {
    end = micros;
  }

  /** End of what is recorded; 0 if nothing is. */
  long end() {
    return end;
  }

  /** Something is missing from here on; if something is already, its cause stays. */
  void interrupted(GapCause cause) {
    if (parts.isEmpty()) {
      parts.add(new Part(cause, end));
    }
  }

  /** Something is missing from here on for this cause, whatever was the cause before. */
  void interrupted(GapCause cause, long micros) {
    if (parts.isEmpty()) {
      parts.add(new Part(cause, end));
    } else if (parts.getLast().cause != cause && parts.size() < MOST) {
      parts.add(new Part(cause, Math.max(micros, parts.getLast().from)));
    }
  }

  /** Sound alone is missing between those times; nothing is if {@code from} is 0. */
  void withoutSound(GapCause cause, long from, long to) {
    if (from != 0 && to > from && sound.size() < MOST) {
      sound.add(new Gap(instant(from), instant(to), cause, true));
    }
  }

  /** True while something is missing and nothing was recorded since. */
  boolean open() {
    return !parts.isEmpty();
  }

  /** Why something is missing now; null if nothing is. */
  @Nullable GapCause cause() {
    return parts.isEmpty() ? null : parts.getLast().cause;
  }

  /** What is missing before a segment that begins at {@code start}, oldest first. */
  List<Gap> before(long start) {
    List<Gap> gaps = new ArrayList<>(sound);
    for (int i = 0; end != 0 && i < parts.size(); i++) {
      Part part = parts.get(i);
      long from = Math.min(i == 0 ? end : Math.max(end, part.from), start);
      long to = i + 1 < parts.size() ? Math.clamp(parts.get(i + 1).from, from, start) : start;
      // A clock that was set may leave no hole, and is worth a note all the same.
      if (to > from || part.cause == GapCause.CLOCK_STEP) {
        gaps.add(new Gap(instant(from), instant(to), part.cause, false));
      }
    }
    return gaps;
  }

  /** The notes of a segment tell all of it: from now on nothing is missing. */
  void told() {
    parts.clear();
    sound.clear();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
