package org.gatehouse.runtime.health;

import java.util.Locale;
import org.gatehouse.contract.alarm.Alarm;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a picture that arrives as it should. */
public enum PictureFault {
  /** No light: the lens is covered, the light is out, or the sensor is dead. */
  BLACK(
      Alarm.Kind.PICTURE_BLACK,
      4,
      "the picture is black",
      "look whether the lens is covered, the light is out or its infrared lamp is broken"),
  /** Most of it is white. */
  OVER_EXPOSED(
      Alarm.Kind.PICTURE_OVER_EXPOSED,
      4,
      "most of the picture is white",
      "look for light that shines into the lens, and at its exposure settings"),
  /** The scene is there, its edges are not. */
  BLURRED(
      Alarm.Kind.PICTURE_BLURRED,
      4,
      "the picture lost its sharp edges",
      "clean the lens or focus it anew"),
  /** Something without much structure hides most of the scene. */
  BLOCKED(
      Alarm.Kind.PICTURE_BLOCKED,
      30,
      "something hides most of what the camera usually shows",
      "look what stands or hangs before the lens"),
  /** Another scene, which stays as it is. */
  MOVED(
      Alarm.Kind.PICTURE_MOVED,
      30,
      "the camera shows another scene than it usually does",
      "turn it back, or accept the new picture if it was turned on purpose"),
  /** The picture stands still; {@link org.gatehouse.runtime.alarm.AlarmDesk} tells the alarm. */
  FROZEN(null, 0, "the picture stands still", "restart the camera");

  private final Alarm.@Nullable Kind kind;
  private final int looks;
  private final String seen;
  private final String wayOut;

  PictureFault(Alarm.@Nullable Kind kind, int looks, String seen, String wayOut) {
    this.kind = kind;
    this.looks = looks;
    this.seen = seen;
    this.wayOut = wayOut;
  }

  /** Its alarm; null where another part raises it. */
  Alarm.@Nullable Kind kind() {
    return kind;
  }

  /** How many looks in a row must show it; sure ones may count more, see {@link HealthRules}. */
  int looks() {
    return looks;
  }

  /** One line for a person. */
  String text() {
    return seen + "; " + wayOut;
  }

  /** For ids and metrics, such as {@code over-exposed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
