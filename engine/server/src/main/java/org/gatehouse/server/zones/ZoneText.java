package org.gatehouse.server.zones;

import java.nio.charset.StandardCharsets;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.server.config.ZonesConfig;
import org.gatehouse.server.config.bind.Keys;

/** Zones as the text of their file. Stateless. */
final class ZoneText {
  private ZoneText() {}

  static byte[] of(ZonesConfig zones) {
    StringBuilder text =
        new StringBuilder("# Written by the page; changes by hand are followed, too.\n");
    line(text, "version", zones.version());
    if (zones.zone() != null) {
      line(text, ZonesConfig.ZONE, quoted(zones.zone()));
    }
    if (zones.line() != null) {
      line(text, ZonesConfig.LINE, quoted(zones.line()));
    }
    if (zones.inSide() != null) {
      line(text, ZonesConfig.IN_SIDE, Keys.kebab(zones.inSide()));
    }
    if (!zones.maskAreas().isEmpty()) {
      text.append(ZonesConfig.MASK_AREAS).append(":\n");
      for (PictureArea area : zones.maskAreas()) {
        text.append("  - ").append(quoted(area)).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private static String quoted(Object shape) {
    return '"' + shape.toString() + '"';
  }
}
