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
    VOLUME_SLOW,
    /** Recordings that were promised to be kept had to be deleted. */
    RETENTION_PROMISE,
    /** What is promised to be kept will not fit. */
    RETENTION_AT_RISK,
    /** Recordings that must go cannot be deleted. */
    RETENTION_STUCK,
    /** A volume is short of room, and nothing on it may be deleted. */
    STORAGE_FULL,
    /** A camera is to mask areas, and it is not certain that it does. */
    MASK_MISSING,
    /** A camera's picture is black. */
    PICTURE_BLACK,
    /** Most of a camera's picture is white. */
    PICTURE_OVER_EXPOSED,
    /** A camera's picture lost its sharp edges. */
    PICTURE_BLURRED,
    /** Something hides most of what a camera shows. */
    PICTURE_BLOCKED,
    /** A camera shows another scene than it usually does. */
    PICTURE_MOVED,
    /** Somebody is held off after too many failed logins. */
    LOGIN_LOCKED,
    /** Events cannot be stored at the moment. */
    EVENTS_WAITING,
    /** A destination takes no events. */
    DESTINATION_DOWN,
    /** Events were deleted that a destination never got. */
    UNDELIVERED_DELETED,

    /** A vehicle waits at a gate for a person to decide. */
    GATE_CHECK,

    /** A second vehicle passed on one opening. */
    GATE_TAILGATE,

    /** A vehicle that is inside came in, or one that is not went out. */
    GATE_PASSBACK,

    /** A barrier does not do what it is told, or does not say. */
    GATE_BARRIER,

    /** What a barrier is told cannot be written to disk first. */
    GATE_UNWRITTEN
  }

  /** How much it matters. */
  public enum Severity {
    WARNING,
    CRITICAL
  }
}
