package org.gatehouse.analytics.worker;

import org.gatehouse.analytics.messages.Area;
import org.gatehouse.analytics.worker.redact.Mask;

/** Areas that the engine tells. */
final class Areas {
  private Areas() {}

  static Mask mask(Area area) {
    return new Mask(
        area.getCornersList().stream()
            .map(corner -> new Mask.Corner(corner.getX(), corner.getY()))
            .toList());
  }
}
