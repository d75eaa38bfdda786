package org.gatehouse.analytics.protocol.wire;

import java.util.List;
import org.gatehouse.analytics.messages.Area;
import org.gatehouse.analytics.messages.Corner;
import org.gatehouse.analytics.messages.OpenLane;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.gatehouse.contract.vision.PicturePoint;
import org.jspecify.annotations.Nullable;

/** Places in pictures as messages, and back. Stateless. */
public final class AreaMessages {
  private AreaMessages() {}

  /** As messages. */
  public static List<Area> toMessages(List<PictureArea> areas) {
    return areas.stream().map(AreaMessages::toMessage).toList();
  }

  /**
   * Back.
   *
   * @throws ProtocolException if one is no polygon
   */
  public static List<PictureArea> fromMessages(List<Area> messages) throws ProtocolException {
    try {
      return messages.stream().map(AreaMessages::area).toList();
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("an area that is none: " + e.getMessage());
    }
  }

  /** Adds what a lane is about. */
  public static OpenLane.Builder tell(LaneView view, OpenLane.Builder message) {
    message.addAllMasks(toMessages(view.masks()));
    PictureArea zone = view.zone();
    if (zone != null) {
      message.setZone(toMessage(zone));
    }
    PictureLine line = view.line();
    if (line != null) {
      message
          .addLine(toMessage(line.from()))
          .addLine(toMessage(line.to()))
          .setInIsRight(view.inSide() == InSide.RIGHT);
    }
    return message;
  }

  /**
   * What a lane is about.
   *
   * @throws ProtocolException if a part of it is none
   */
  public static LaneView view(OpenLane message) throws ProtocolException {
    List<PictureArea> masks = fromMessages(message.getMasksList());
    try {
      PictureArea zone = message.hasZone() ? area(message.getZone()) : null;
      PictureLine line = line(message.getLineList());
      InSide inSide = line == null ? null : message.getInIsRight() ? InSide.RIGHT : InSide.LEFT;
      return new LaneView(zone, line, inSide, masks);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("a zone or line that is none: " + e.getMessage());
    }
  }

  private static @Nullable PictureLine line(List<Corner> ends) {
    return ends.size() < 2 ? null : new PictureLine(point(ends.getFirst()), point(ends.getLast()));
  }

  private static PictureArea area(Area message) {
    return new PictureArea(message.getCornersList().stream().map(AreaMessages::point).toList());
  }

  private static PicturePoint point(Corner message) {
    return new PicturePoint(message.getX(), message.getY());
  }

  private static Area toMessage(PictureArea area) {
    return Area.newBuilder()
        .addAllCorners(area.corners().stream().map(AreaMessages::toMessage).toList())
        .build();
  }

  private static Corner toMessage(PicturePoint point) {
    return Corner.newBuilder().setX(point.x()).setY(point.y()).build();
  }
}
