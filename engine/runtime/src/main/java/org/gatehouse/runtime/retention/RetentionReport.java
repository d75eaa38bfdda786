package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How retention stands, as of the last few minutes.
 *
 * @param at when it was looked
 * @param capacity bytes that recordings can take on all volumes together
 * @param needed bytes that all promises take in the long run, as much as is recorded now
 * @param held bytes that holds keep beyond promises
 * @param riskHours until promises will not fit any more; infinite if they will
 */
public record RetentionReport(
    Instant at, long capacity, double needed, long held, double riskHours, List<OfClass> classes) {
  /** Before the first look. */
  static final RetentionReport NONE =
      new RetentionReport(Instant.EPOCH, 0, 0, 0, Double.POSITIVE_INFINITY, List.of());

  /** Copies the list. */
  public RetentionReport {
    classes = List.copyOf(classes);
  }

  /** The class of that name; null if nothing is known of it yet. */
  public @Nullable OfClass of(String name) {
    return classes.stream().filter(c -> c.terms().name().equals(name)).findFirst().orElse(null);
  }

  /**
   * One class.
   *
   * @param cameras of which there are recordings
   * @param oldest start of the oldest recording; null if there is none
   * @param bytesPerHour that they record together
   * @param broken cameras of which something was deleted before its promise was fulfilled
   * @param riskHours until its promise will not fit its own quotas; infinite if it will
   */
  public record OfClass(
      Terms terms,
      int cameras,
      long bytes,
      @Nullable Instant oldest,
      double bytesPerHour,
      int broken,
      double riskHours) {}
}
