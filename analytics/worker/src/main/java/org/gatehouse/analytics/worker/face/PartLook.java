package org.gatehouse.analytics.worker.face;

import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * What one run of the network found in one part of a picture. Pure.
 *
 * @param part square or cut to the picture, picture pixels
 * @param picture the whole of it
 * @param scale network pixels for a picture pixel
 * @param faces all that it gave any score to speak of; overlapping ones not merged
 */
record PartLook(Box part, Box picture, double scale, List<Face> faces) {
  /** Height in the network's input at which it sees faces well, pixels. */
  private static final double LEAST = 24;

  private static final double MOST = 110;

  /** Room around a face that shows it whole, in its heights. */
  private static final double ROOM = 0.15;

  /** A box this near to an inner edge is cut by it; a neighbour sees it whole. */
  private static final double CUT_PIXELS = 2;

  private static final double SAME_IOU = 0.35;

  /** Score of what it did not see. */
  private static final double UNSEEN = 0.03;

  /** Whether a face there would be seen well, so that what it says of it counts. */
  boolean seesWell(Box face) {
    double height = face.height() * scale;
    return height >= LEAST && height <= MOST && holds(face, ROOM * face.height());
  }

  /** Whether a box does not touch an edge that is not the picture's. */
  boolean holdsWhole(Box face) {
    return holds(face, CUT_PIXELS);
  }

  private boolean holds(Box face, double room) {
    return (part.x() <= picture.x() || face.x() >= part.x() + room)
        && (part.y() <= picture.y() || face.y() >= part.y() + room)
        && (part.right() >= picture.right() || face.right() <= part.right() - room)
        && (part.bottom() >= picture.bottom() || face.bottom() <= part.bottom() - room);
  }

  /** How sure it is that a face is there, 0 to 1. */
  double scoreOf(Box face) {
    return faces.stream()
        .filter(seen -> seen.box().iou(face) >= SAME_IOU)
        .mapToDouble(Face::score)
        .reduce(UNSEEN, Math::max);
  }
}
