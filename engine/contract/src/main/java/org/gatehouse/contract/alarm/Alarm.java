package org.gatehouse.contract.alarm;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.media.CameraId;

/**
 * One cause that a person should see to. Immutable; raised again with the same id when it grew.
 *
 * @param id of this occurrence, unique in the site, such as {@code camera-down/gate-3}
 * @param cameras all that it concerns, in their order; may be empty
 * @param since when it began
 * @param text one line for a person: what was seen, what follows, what can be done; no secrets
 */
public record Alarm(
    String id, Kind kind, Severity severity, List<CameraId> cameras, Instant since, String text) {
  /** Copies the list. */
  public Alarm {
    cameras = List.copyOf(cameras);
  }

  /** What it is about. */
  public enum Kind {
    /** A camera sends no pictures. */
    CAMERA_DOWN,
    /** A camera sends pictures that stand still. */
    CAMERA_FROZEN,
    /** A camera refuses the credentials and is not tried again. */
    CREDENTIALS_REFUSED,
    /** Several cameras failed at once for what looks like one reason. */
    GROUP_DOWN,
    /** A volume for recordings cannot be written to, or is gone. */
    VOLUME_FAILED,
    /** A volume for recordings has no room. */
    VOLUME_FULL,
    /** A volume is too slow: sound or streams are left out of the recordings. */
    VOLUME_SLOW
  }

  /** How much it matters. */
  public enum Severity {
    WARNING,
    CRITICAL
  }
}
