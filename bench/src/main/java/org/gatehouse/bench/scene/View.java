package org.gatehouse.bench.scene;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;

/**
 * A pinhole camera that looks along z with a level horizon. World: metres, x to the right, y up
 * from the ground, z away from the camera; picture: pixels.
 *
 * @param centre x of the vanishing point in the picture
 * @param horizon y of the horizon in the picture
 * @param focal pixels a metre wide at one metre's distance
 * @param height of the camera above the ground
 */
record View(double centre, double horizon, double focal, double height) {
  Point2D at(double x, double y, double z) {
    return new Point2D.Double(centre + focal * x / z, horizon + focal * (height - y) / z);
  }

  double scale(double z) {
    return focal / z;
  }

  /** A copy of the graphics whose unit is a metre on the plane z, y up, origin below the point. */
  Graphics2D plane(Graphics2D g, double x, double z) {
    Graphics2D on = (Graphics2D) g.create();
    AffineTransform t = new AffineTransform();
    Point2D origin = at(x, 0, z);
    t.translate(origin.getX(), origin.getY());
    t.scale(scale(z), -scale(z));
    on.transform(t);
    return on;
  }

  /** A polygon from corners given as x, y, z after each other. */
  Path2D polygon(double... xyz) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i + 2 < xyz.length; i += 3) {
      Point2D p = at(xyz[i], xyz[i + 1], xyz[i + 2]);
      if (i == 0) {
        path.moveTo(p.getX(), p.getY());
      } else {
        path.lineTo(p.getX(), p.getY());
      }
    }
    path.closePath();
    return path;
  }

  /**
   * A shape drawn on a wall along z: its x is metres behind the front, its y metres above ground.
   *
   * @param x where the wall stands at the ground
   * @param lean how much nearer to the middle it stands for each metre above {@code leanFrom}
   */
  Path2D wall(Shape shape, double x, double z, double lean, double leanFrom) {
    Path2D path = new Path2D.Double();
    double[] c = new double[6];
    for (PathIterator it = shape.getPathIterator(null, 0.01); !it.isDone(); it.next()) {
      int kind = it.currentSegment(c);
      if (kind == PathIterator.SEG_CLOSE) {
        path.closePath();
        continue;
      }
      double shift = Math.max(0, c[1] - leanFrom) * lean;
      Point2D p = at(x + shift, c[1], Math.max(0.4, z + c[0]));
      if (kind == PathIterator.SEG_MOVETO) {
        path.moveTo(p.getX(), p.getY());
      } else {
        path.lineTo(p.getX(), p.getY());
      }
    }
    return path;
  }
}
