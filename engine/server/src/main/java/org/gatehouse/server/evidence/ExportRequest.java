package org.gatehouse.server.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported.
 *
 * @param redacted false to copy the video as it is, which needs a reason
 * @param by on whose behalf
 */
public record ExportRequest(
    List<CameraId> cameras,
    Instant from,
    Instant to,
    boolean redacted,
    @Nullable String reason,
    Requester by) {
  private static final int MOST_CAMERAS = 16;
  private static final int LONGEST_REASON = 1000;
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Refuses what makes no export. */
  public ExportRequest {
    cameras = cameras.stream().distinct().toList();
    if (cameras.isEmpty() || cameras.size() > MOST_CAMERAS) {
      throw new IllegalArgumentException(
          "an export is of 1 to " + MOST_CAMERAS + " cameras, not " + cameras.size());
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("'from' must be before 'to', not " + from + " and " + to);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "an export is of at most 24 hours, not from " + from + " to " + to);
    }
    reason = reason == null || reason.isBlank() ? null : reason.strip();
    if (!redacted && reason == null) {
      throw new IllegalArgumentException(
          "an export that is not redacted needs a reason: it goes into the manifest and the audit"
              + " log");
    }
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason has at most " + LONGEST_REASON + " characters");
    }
  }
}
