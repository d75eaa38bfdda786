package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.retention.SegmentLedger.Held;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was deleted, and what could not be: one line a minute of each kind, with what happened
 * since the line before. Owner: one thread, that of the retention.
 */
final class DeletionJournal {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);
  private static final double GIGABYTE = 1e9;

  private final Object place;
  private final long quota;

  private long segments;
  private long bytes;
  private @Nullable Instant from;
  private @Nullable Instant to;
  private long failures;
  private @Nullable String failure;
  private boolean full;
  private final Turn deletions = new Turn();
  private final Turn complaints = new Turn();
  private final Turn warnings = new Turn();

  /** A line a minute. */
  private static final class Turn {
    private boolean used;
    private long openAt;

    boolean pass(long now) {
      if (used && now - openAt < 0) {
        return false;
      }
      used = true;
      openAt = now + PERIOD;
      return true;
    }
  }

  DeletionJournal(Object place, long quota) {
    this.place = place;
    this.quota = quota;
  }

  void deleted(Held segment) {
    SegmentKey key = segment.key();
    segments++;
    bytes += segment.bytes();
    from = from == null || key.start().isBefore(from) ? key.start() : from;
    to = to == null || key.start().isAfter(to) ? key.start() : to;
  }

  void failed(Held segment, Exception cause) {
    failures++;
    failure = segment.key() + ": " + reason(cause);
  }

  /** More is held than the quota allows, and there is nothing that may be deleted. */
  void nothingLeft() {
    full = true;
  }

  /** Writes what is due. */
  void write(long now, long held) {
    if (segments > 0 && deletions.pass(now)) {
      writeDeletions(held);
    }
    if (failures > 0 && complaints.pass(now)) {
      LOG.error(
          "recordings: {} segments could not be deleted under {}, the last {}; younger ones are"
              + " deleted instead, and these tried again every minute. Let the engine's user write"
              + " in that folder, or delete them by hand",
          failures,
          place,
          failure);
      failures = 0;
    }
    if (full && warnings.pass(now)) {
      LOG.warn(
          "recordings: {} GB are held under {}, more than the quota of {} GB, and nothing of it is"
              + " finished and can be deleted; set recording.quota to more than the cameras send in"
              + " two minutes",
          gigabytes(held),
          place,
          gigabytes(quota));
    }
    full = false;
  }

  /** Writes the deletions that no line tells of yet. */
  void close(long held) {
    if (segments > 0) {
      writeDeletions(held);
    }
  }

  private void writeDeletions(long held) {
    LOG.info(
        "recordings: {} segments of {} GB deleted for the quota of {} GB, begun from {} to {};"
            + " {} GB are held",
        segments,
        gigabytes(bytes),
        gigabytes(quota),
        from,
        to,
        gigabytes(held));
    segments = 0;
    bytes = 0;
    from = null;
    to = null;
  }

  /** The disk could not be read through. */
  void scanFailed(Exception cause) {
    LOG.error(
        "recordings: {} cannot be read through: {}; nothing is deleted for the quota until it can"
            + " be, which is tried every minute. Let the engine's user read that folder",
        place,
        reason(cause));
  }

  private static String gigabytes(long amount) {
    return String.format(Locale.ROOT, "%.3f", amount / GIGABYTE);
  }

  private static String reason(Exception cause) {
    String message = cause instanceof IOException ? cause.getMessage() : null;
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + " " + message;
  }
}
