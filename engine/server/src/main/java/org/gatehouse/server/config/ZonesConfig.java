package org.gatehouse.server.config;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.jspecify.annotations.Nullable;

/** What was drawn on one camera's picture: a file of {@code site.d/zones}. */
@Describe(
    "What was drawn on one camera's picture; a key that stands here must not stand elsewhere.")
public record ZonesConfig(
    @Describe("Number of this state; each that is saved has the next one.") int version,
    @Describe("Where passages are looked for; all of the picture if left out.")
        @Nullable PictureArea zone,
    @Describe("What vehicles cross on their way in or out.") @Nullable PictureLine line,
    @Describe("Which side of the line is in, for somebody who walks along it.")
        @Nullable InSide inSide,
    @Describe("Areas that nobody is to see.") @Default("[]") List<PictureArea> maskAreas) {
  /** Nothing drawn, nothing saved. */
  public static final ZonesConfig NONE = new ZonesConfig(0, null, null, null, List.of());

  /** Names of the keys, as files have them. */
  public static final String ZONE = "zone";

  public static final String LINE = "line";
  public static final String IN_SIDE = "in-side";
  public static final String MASK_AREAS = "mask-areas";

  /** Copies the list. */
  public ZonesConfig {
    maskAreas = List.copyOf(maskAreas);
  }

  /** What the keys of a camera say by themselves. */
  public static ZonesConfig of(CameraConfig camera) {
    AnalyticsConfig lane = camera.analytics();
    return lane == null
        ? new ZonesConfig(0, null, null, null, camera.maskAreas())
        : new ZonesConfig(0, lane.zone(), lane.line(), lane.inSide(), camera.maskAreas());
  }

  /** The keys that say something. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    addIf(zone != null, ZONE, keys);
    addIf(line != null, LINE, keys);
    addIf(inSide != null, IN_SIDE, keys);
    addIf(!maskAreas.isEmpty(), MASK_AREAS, keys);
    return keys;
  }

  private static void addIf(boolean wanted, String key, List<String> keys) {
    if (wanted) {
      keys.add(key);
    }
  }

  /** The value of a key, for comparisons; null if nothing is said. */
  public @Nullable Object value(String key) {
    return switch (key) {
      case ZONE -> zone;
      case LINE -> line;
      case IN_SIDE -> inSide;
      case MASK_AREAS -> maskAreas;
      default -> throw new IllegalArgumentException(key);
    };
  }

  /** The same without those keys. */
  public ZonesConfig without(List<String> keys) {
    return new ZonesConfig(
        version,
        keys.contains(ZONE) ? null : zone,
        keys.contains(LINE) ? null : line,
        keys.contains(IN_SIDE) ? null : inSide,
        keys.contains(MASK_AREAS) ? List.of() : maskAreas);
  }

  /** These, and where they say nothing, what {@code other} says; under the number of that. */
  public ZonesConfig over(ZonesConfig other) {
    return new ZonesConfig(
        other.version,
        zone == null ? other.zone : zone,
        line == null ? other.line : line,
        inSide == null ? other.inSide : inSide,
        maskAreas.isEmpty() ? other.maskAreas : maskAreas);
  }

  /** The same under another number. */
  public ZonesConfig numbered(int number) {
    return new ZonesConfig(number, zone, line, inSide, maskAreas);
  }
}
