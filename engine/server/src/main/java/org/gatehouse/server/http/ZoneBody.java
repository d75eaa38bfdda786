package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.gatehouse.contract.vision.PicturePoint;
import org.gatehouse.server.config.ZonesConfig;
import org.gatehouse.server.config.bind.Keys;
import org.jspecify.annotations.Nullable;

/** Zones as JSON: corners are {@code [x,y]}. What is none is told by key, expected and seen. */
final class ZoneBody {
  private static final Set<String> KEYS =
      Set.of("camera", "version", "zone", "line", "inSide", "maskAreas", "fixed");
  private static final int MOST_MASKS = 50;
  private static final int LONGEST_SHOWN = 120;
  private static final double STEPS = 10_000;

  private static final String AREA =
      "3 to 20 corners [x,y] of 0 to 1 around an area whose sides do not cross";
  private static final String ENDS = "two ends [x,y] of 0 to 1, a twentieth of the picture apart";

  private final CameraId camera;

  ZoneBody(CameraId camera) {
    this.camera = camera;
  }

  /** As {@link #tree} writes it; what is not changed by hand is not looked at. */
  ZonesConfig read(JsonNode body) {
    if (!body.isObject()) {
      throw refused("", "an object with zone, line, inSide and maskAreas", body, "");
    }
    Set<String> unknown = new TreeSet<>();
    body.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      String key = unknown.iterator().next();
      throw refused(key, "one of zone, line, inSide, maskAreas", body.get(key), "unknown key");
    }
    return new ZonesConfig(
        0,
        shape(body, "zone", AREA, PictureArea::new),
        shape(body, "line", ENDS, ZoneBody::line),
        inSide(body.path("inSide")),
        masks(body.path("maskAreas")));
  }

  private static PictureLine line(List<PicturePoint> ends) {
    if (ends.size() != 2) {
      throw new IllegalArgumentException("a line has 2 ends, this one has " + ends.size());
    }
    return new PictureLine(ends.getFirst(), ends.getLast());
  }

  private @Nullable InSide inSide(JsonNode node) {
    if (absent(node)) {
      return null;
    }
    for (InSide side : InSide.values()) {
      if (Keys.kebab(side).equals(node.asText())) {
        return side;
      }
    }
    throw refused("inSide", "left or right", node, "");
  }

  private List<PictureArea> masks(JsonNode node) {
    if (absent(node)) {
      return List.of();
    }
    if (!node.isArray() || node.size() > MOST_MASKS) {
      throw refused("maskAreas", "a list of up to " + MOST_MASKS + " areas", node, "");
    }
    List<PictureArea> masks = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      masks.add(made(node.get(i), "maskAreas[" + i + "]", AREA, PictureArea::new));
    }
    return masks;
  }

  private <T> @Nullable T shape(
      JsonNode body, String key, String expected, Function<List<PicturePoint>, T> maker) {
    JsonNode node = body.path(key);
    return absent(node) ? null : made(node, key, expected, maker);
  }

  private <T> T made(
      JsonNode node, String key, String expected, Function<List<PicturePoint>, T> maker) {
    try {
      List<PicturePoint> points = new ArrayList<>();
      for (JsonNode point : node) {
        if (!point.isArray() || point.size() != 2) {
          throw new IllegalArgumentException("a corner is [x,y]");
        }
        points.add(new PicturePoint(part(point.get(0)), part(point.get(1))));
      }
      return maker.apply(points);
    } catch (IllegalArgumentException e) {
      throw refused(key, expected, node, String.valueOf(e.getMessage()));
    }
  }

  /** To a tenth of a thousandth: half a pixel of a picture 5000 wide. */
  private static double part(JsonNode node) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException("x and y are numbers");
    }
    return Math.round(node.asDouble() * STEPS) / STEPS;
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private Problem refused(String key, String expected, JsonNode node, String why) {
    String all = node.toString();
    String seen = all.length() <= LONGEST_SHOWN ? all : all.substring(0, LONGEST_SHOWN) + "...";
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("camera", camera.value());
    more.put("key", key);
    more.put("expected", expected);
    more.put("seen", seen);
    return new Problem(
        422,
        "No such shape",
        "camera %s: %s%sexpected %s, but saw %s"
            .formatted(
                camera,
                key.isEmpty() ? "" : key + ": ",
                why.isEmpty() ? "" : why + ": ",
                expected,
                seen),
        more);
  }

  /** What a key of the configuration is called here. */
  static String name(String key) {
    return switch (key) {
      case ZonesConfig.IN_SIDE -> "inSide";
      case ZonesConfig.MASK_AREAS -> "maskAreas";
      default -> key;
    };
  }

  static Map<String, @Nullable Object> tree(ZonesConfig zones) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    PictureArea zone = zones.zone();
    PictureLine line = zones.line();
    InSide inSide = zones.inSide();
    tree.put("version", zones.version());
    tree.put("zone", zone == null ? null : tree(zone.corners()));
    tree.put("line", line == null ? null : tree(List.of(line.from(), line.to())));
    tree.put("inSide", inSide == null ? null : inSide.name().toLowerCase(Locale.ROOT));
    tree.put("maskAreas", zones.maskAreas().stream().map(mask -> tree(mask.corners())).toList());
    return tree;
  }

  private static List<List<Double>> tree(List<PicturePoint> points) {
    return points.stream().map(point -> List.of(point.x(), point.y())).toList();
  }
}
