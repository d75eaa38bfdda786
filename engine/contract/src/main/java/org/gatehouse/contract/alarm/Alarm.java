package org.gatehouse.contract.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.media.CameraId;

/**
 * One cause that a person should see to. Immutable; raised again with the same id when it grew.
 *
 * @param id of this occurrence, unique in the site, such as {@code camera-down/gate-3}
 * @param cameras all that it concerns, in their order; may be empty
 * @param since when it began
 * @param text one line for a person: what was seen, what follows, what can be done; no secrets
 * @param cause what it probably comes from, the same for all that come from it, such as {@code
 *     switch SW-3}; where nothing is known of that, the kind in lower case
 */
public record Alarm(
    String id,
    Kind kind,
    Severity severity,
    List<CameraId> cameras,
    Instant since,
    String text,
    String cause) {
  /** Copies the list. */
  public Alarm {
    cameras = List.copyOf(cameras);
  }

  /** Of which no cause is known but its kind. */
  public Alarm(
      String id, Kind kind, Severity severity, List<CameraId> cameras, Instant since, String text) {
    this(id, kind, severity, cameras, since, text, kind.word());
  }

  /** The same, said to have begun at another time. */
  public Alarm withSince(Instant began) {
    return new Alarm(id, kind, severity, cameras, began, text, cause);
  }

  /** What it is about. Each kind has its words and its procedure in the page's dictionaries. */
  public enum Kind {
    /** A camera sends no pictures. */
    CAMERA_DOWN(Source.CAMERA),
    /** A camera sends pictures that stand still. */
    CAMERA_FROZEN(Source.CAMERA),
    /** A camera refuses the credentials and is not tried again. */
    CREDENTIALS_REFUSED(Source.CAMERA),
    /** Several cameras failed at once for what looks like one reason. */
    GROUP_DOWN(Source.CAMERA),
    /** A volume for recordings cannot be written to, or is gone. */
    VOLUME_FAILED(Source.STORAGE),
    /** A volume for recordings has no room. */
    VOLUME_FULL(Source.STORAGE),
    /** A volume is too slow: sound or streams are left out of the recordings. */
    VOLUME_SLOW(Source.STORAGE),
    /** Recordings that were promised to be kept had to be deleted. */
    RETENTION_PROMISE(Source.STORAGE),
    /** What is promised to be kept will not fit. */
    RETENTION_AT_RISK(Source.STORAGE),
    /** Recordings that must go cannot be deleted. */
    RETENTION_STUCK(Source.STORAGE),
    /** A volume is short of room, and nothing on it may be deleted. */
    STORAGE_FULL(Source.STORAGE),
    /** A camera is to mask areas, and it is not certain that it does. */
    MASK_MISSING(Source.CAMERA),
    /** A camera's picture is black. */
    PICTURE_BLACK(Source.PICTURE),
    /** Most of a camera's picture is white. */
    PICTURE_OVER_EXPOSED(Source.PICTURE),
    /** A camera's picture lost its sharp edges. */
    PICTURE_BLURRED(Source.PICTURE),
    /** Something hides most of what a camera shows. */
    PICTURE_BLOCKED(Source.PICTURE),
    /** A camera shows another scene than it usually does. */
    PICTURE_MOVED(Source.PICTURE),
    /** Somebody is held off after too many failed logins. */
    LOGIN_LOCKED(Source.SECURITY),
    /** Events cannot be stored at the moment. */
    EVENTS_WAITING(Source.DELIVERY),
    /** A destination takes no events. */
    DESTINATION_DOWN(Source.DELIVERY),
    /** Events were deleted that a destination never got. */
    UNDELIVERED_DELETED(Source.DELIVERY),
    /** A vehicle waits at a gate for a person to decide. */
    GATE_CHECK(Source.GATE),
    /** A second vehicle passed on one opening. */
    GATE_TAILGATE(Source.GATE),
    /** A vehicle that is inside came in, or one that is not went out. */
    GATE_PASSBACK(Source.GATE),
    /** A barrier does not do what it is told, or does not say. */
    GATE_BARRIER(Source.GATE),
    /** What a barrier is told cannot be written to disk first. */
    GATE_UNWRITTEN(Source.GATE);

    private final Source source;

    Kind(Source source) {
      this.source = source;
    }

    /** Where it comes from. */
    public Source source() {
      return source;
    }

    /** In lower case with dashes, such as {@code camera-down}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What part of the site it comes from. */
  public enum Source {
    /** Cameras and their connections. */
    CAMERA,
    /** Pictures that arrive and are of no use. */
    PICTURE,
    /** Lanes and barriers. */
    GATE,
    /** Events on their way. */
    DELIVERY,
    /** Recordings and where they lie. */
    STORAGE,
    /** Who gets in, or tries to. */
    SECURITY
  }

  /** How much it matters: its priority. */
  public enum Severity {
    /** To be seen to on occasion. */
    NOTICE,
    /** To be seen to soon. */
    WARNING,
    /** To be seen to at once. */
    CRITICAL
  }
}
