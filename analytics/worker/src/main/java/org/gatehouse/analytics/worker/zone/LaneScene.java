package org.gatehouse.analytics.worker.zone;

import java.util.Optional;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.gatehouse.contract.vision.PicturePoint;
import org.jspecify.annotations.Nullable;

/**
 * A lane's zone and line on pictures of whatever size. A thing is in the zone if its middle is.
 * Belongs to its lane's thread.
 */
public final class LaneScene {
  private final LaneView view;
  private @Nullable BlockMap blocks;

  private LaneScene(LaneView view) {
    this.view = view;
  }

  /** Of what a lane is about. */
  public static LaneScene of(LaneView view) {
    return new LaneScene(view);
  }

  /** All of the picture. */
  public static LaneScene whole() {
    return new LaneScene(LaneView.ALL);
  }

  /** Which blocks of a shrunk picture the lane watches. */
  public BlockMap blocks(int columns, int rows) {
    BlockMap known = blocks;
    if (known == null || !known.fits(columns, rows)) {
      known = new BlockMap(columns, rows, this::inZone, this::masked);
      blocks = known;
    }
    return known;
  }

  private boolean inZone(double x, double y) {
    PictureArea zone = view.zone();
    return zone == null || zone.contains(x, y);
  }

  private boolean masked(double x, double y) {
    return view.masks().stream().anyMatch(mask -> mask.contains(x, y));
  }

  /** Whether the middle of a box lies in the zone, both in pixels of a picture of that size. */
  public boolean holds(Box box, int width, int height) {
    return view.zone() == null || inZone(box.centreX() / width, box.centreY() / height);
  }

  /** The least box around the zone, in pixels of a picture of that size. */
  public Box bounds(int width, int height) {
    PictureArea zone = view.zone();
    if (zone == null) {
      return new Box(0, 0, width, height);
    }
    double left = zone.corners().stream().mapToDouble(PicturePoint::x).min().orElse(0);
    double top = zone.corners().stream().mapToDouble(PicturePoint::y).min().orElse(0);
    double right = zone.corners().stream().mapToDouble(PicturePoint::x).max().orElse(1);
    double bottom = zone.corners().stream().mapToDouble(PicturePoint::y).max().orElse(1);
    return new Box(left * width, top * height, (right - left) * width, (bottom - top) * height);
  }

  /** By the line, of a plate that is first seen there; nothing if the lane has no line. */
  public Optional<Heading> heading(Box first, long micros, int width, int height) {
    PictureLine line = view.line();
    InSide inSide = view.inSide();
    if (line == null || inSide == null) {
      return Optional.empty();
    }
    Heading heading = new LineHeading(line, inSide, width, height);
    heading.add(first, micros);
    return Optional.of(heading);
  }
}
