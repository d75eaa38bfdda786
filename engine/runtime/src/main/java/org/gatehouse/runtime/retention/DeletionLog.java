package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.DeletionCause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what was deleted, and what could not be: one line a minute of each kind, with
 * what happened since the line before. The journal has every one. Owner: the loop's thread.
 */
final class DeletionLog {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final double GIGABYTE = 1e9;

  private final Map<DeletionCause, Sum> sums = new EnumMap<>(DeletionCause.class);
  private long failures;
  private @Nullable String failure;
  private final Turn deletions = new Turn(TimeUnit.MINUTES.toNanos(1));
  private final Turn complaints = new Turn(TimeUnit.MINUTES.toNanos(1));
  private final Turn unwritten = new Turn(TimeUnit.MINUTES.toNanos(1));
  private final Turn unread = new Turn(TimeUnit.MINUTES.toNanos(1));

  /** What went for one cause. */
  private static final class Sum {
    long segments;
    long bytes;
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
  }

  void deleted(Victim victim) {
    Sum sum = sums.computeIfAbsent(victim.cause(), _ -> new Sum());
    Instant start = victim.key().start();
    sum.segments++;
    sum.bytes += victim.bytes();
    sum.from = start.isBefore(sum.from) ? start : sum.from;
    sum.to = start.isAfter(sum.to) ? start : sum.to;
  }

  void failed(Victim victim, Exception cause) {
    failures++;
    failure = victim.key() + " under " + victim.volume() + ": " + reason(cause);
  }

  /** The journal cannot be written. */
  void unwritten(long now, Exception cause) {
    if (unwritten.pass(now)) {
      LOG.error(
          "retention: the journal cannot be written: {}. What is too old stays until it can be;"
              + " what must go to make room goes all the same",
          cause.getMessage());
    }
  }

  /** A volume could not be read through. */
  void scanFailed(long now, KeptVolume volume, Exception cause) {
    if (unread.pass(now)) {
      LOG.error(
          "recordings: {} cannot be read through: {}; nothing on it is deleted until it can be,"
              + " which is tried every minute. Let the engine's user read that folder",
          volume,
          reason(cause));
    }
  }

  /** Pictures or events could not be deleted. */
  static void forgettingFailed(String what, Exception cause) {
    LOG.error("retention: {} cannot be deleted: {}; tried again", what, reason(cause));
  }

  /** Writes what is due. */
  void write(long now) {
    if (!sums.isEmpty() && deletions.pass(now)) {
      writeDeletions();
    }
    if (failures > 0 && complaints.pass(now)) {
      LOG.error(
          "recordings: {} segments could not be deleted, the last {}; younger ones are deleted"
              + " instead, and these tried again every minute. Let the engine's user write in that"
              + " folder, or delete them by hand",
          failures,
          failure);
      failures = 0;
    }
  }

  /** Writes the deletions that no line tells of yet. */
  void writeDeletions() {
    sums.forEach(
        (cause, sum) ->
            LOG.info(
                "recordings: {} segments of {} GB deleted ({}), begun from {} to {}",
                sum.segments,
                gigabytes(sum.bytes),
                words(cause),
                sum.from,
                sum.to));
    sums.clear();
  }

  private static String words(DeletionCause cause) {
    return switch (cause) {
      case EXPIRED -> "older than their maximum";
      case CLASS_QUOTA -> "for the quota of their class";
      case CAMERA_QUOTA -> "for the quota of their camera";
      case QUOTA -> "for the quota";
      case ROOM -> "to keep room free";
      case REQUEST -> "on request";
    };
  }

  static String gigabytes(long amount) {
    return String.format(Locale.ROOT, "%.3f", amount / GIGABYTE);
  }

  private static String reason(Exception cause) {
    String message = cause instanceof IOException ? cause.getMessage() : null;
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + " " + message;
  }
}
