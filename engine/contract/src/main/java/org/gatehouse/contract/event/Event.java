package org.gatehouse.contract.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.media.CameraId;

/**
 * One event, immutable. Its id (UUID version 7, RFC 9562 §5.7) is the same everywhere: row,
 * CloudEvents {@code id}, {@code webhook-id}.
 *
 * @param time when it happened
 */
public record Event(
    UUID id,
    String site,
    CameraId camera,
    Instant time,
    EventDetail detail,
    List<Snapshot> snapshots) {
  /** Stands for the camera in events that are of none; no camera is called so. */
  public static final CameraId SITE = new CameraId("site");
}
