package org.gatehouse.runtime.alarm;

import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a camera, so that a person must know. */
enum Trouble {
  /** No pictures, and it is tried again. */
  DOWN(
      Alarm.Kind.CAMERA_DOWN,
      Alarm.Kind.GROUP_DOWN,
      "send no pictures",
      "the switch, its power and its uplink"),
  /** The credentials are refused. */
  REFUSED(
      Alarm.Kind.CREDENTIALS_REFUSED,
      Alarm.Kind.CREDENTIALS_REFUSED,
      "refuse their credentials and are not tried again",
      "whether their password was changed; correct it, or restart them"),
  /** Pictures stand still. */
  FROZEN(
      Alarm.Kind.CAMERA_FROZEN,
      Alarm.Kind.CAMERA_FROZEN,
      "send pictures that stand still",
      "the encoder or recorder that they share, and restart it");

  private final Alarm.Kind single;
  private final Alarm.Kind group;
  private final String doing;
  private final String check;

  Trouble(Alarm.Kind single, Alarm.Kind group, String doing, String check) {
    this.single = single;
    this.group = group;
    this.doing = doing;
    this.check = check;
  }

  Alarm.Kind kind(boolean grouped) {
    return grouped ? group : single;
  }

  /** Begins the id of an alarm. */
  String word(boolean grouped) {
    return kind(grouped).word();
  }

  /** One line about several cameras that share {@code key}. */
  String text(int cameras, String key) {
    return "%d cameras of %s began to %s within 10 s; one cause is likely: check %s"
        .formatted(cameras, key, doing, check);
  }

  /** What a camera's status says of it; null while it says nothing new. */
  static @Nullable Trouble of(CameraStatus.State state) {
    return switch (state) {
      case STALLED, WAITING -> DOWN;
      case FAILED -> REFUSED;
      case FROZEN -> FROZEN;
      case CONNECTING, STREAMING, IDLE, STOPPED -> null;
    };
  }
}
