package org.gatehouse.analytics.protocol.engine;

import java.util.List;
import org.gatehouse.analytics.messages.Area;
import org.gatehouse.analytics.messages.Corner;
import org.gatehouse.contract.vision.PictureArea;

/** Areas as messages. */
final class AreaMessages {
  private AreaMessages() {}

  static List<Area> of(List<PictureArea> areas) {
    return areas.stream().map(AreaMessages::of).toList();
  }

  private static Area of(PictureArea area) {
    List<Corner> corners =
        area.corners().stream()
            .map(corner -> Corner.newBuilder().setX(corner.x()).setY(corner.y()).build())
            .toList();
    return Area.newBuilder().addAllCorners(corners).build();
  }
}
