package org.gatehouse.analytics.worker.zone;

import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.PictureLine;

/**
 * Which way a plate goes by its lane's line: the side on which it was last seen against the one on
 * which it was first seen. A plate that stays on one side is told by where it moves, so that one
 * can be let in before it has crossed; one that turns back has gone nowhere. Belongs to its track's
 * thread.
 */
final class LineHeading implements Heading {
  /** Less across the line, in parts of the picture, is a box that trembles. */
  private static final double LEAST = 0.01;

  /** So much must be gone without crossing it. */
  private static final double TOWARDS = 0.06;

  private final PictureLine line;
  private final double sign;
  private final double width;
  private final double height;
  private boolean seen;
  private double first;
  private double last;

  /**
   * Not seen anywhere yet.
   *
   * @param width of the picture, pixels
   * @param height of the same
   */
  LineHeading(PictureLine line, InSide inSide, double width, double height) {
    this.line = line;
    this.sign = inSide == InSide.RIGHT ? 1 : -1;
    this.width = width;
    this.height = height;
  }

  @Override
  public void add(Box box, long micros) {
    last = sign * line.rightwards(box.centreX() / width, box.centreY() / height);
    first = seen ? first : last;
    seen = true;
  }

  @Override
  public Direction direction() {
    double inwards = last - first;
    boolean crossed = first < 0 != last < 0;
    if (Math.abs(inwards) < (crossed ? LEAST : TOWARDS)) {
      return Direction.UNKNOWN;
    }
    return inwards > 0 ? Direction.IN : Direction.OUT;
  }

  @Override
  public void follows(Heading earlier) {
    if (earlier instanceof LineHeading before && before.seen) {
      first = before.first;
      last = seen ? last : before.last;
      seen = true;
    }
  }
}
