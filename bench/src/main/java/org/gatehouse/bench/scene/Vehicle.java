package org.gatehouse.bench.scene;

import java.awt.Color;

/**
 * One vehicle of a scene.
 *
 * @param style small differences between vehicles of one body: 0, 1 or 2
 */
public record Vehicle(Body body, Color paint, int style, Plate plate) {
  /** Sizes in metres; {@code plateHeight} is that of the middle of the plate above the ground. */
  public enum Body {
    /** A saloon. */
    SALOON(0.90, 1.46, 4.6, 0.47),
    /** A car with more ground clearance. */
    SUV(0.94, 1.70, 4.6, 0.60),
    /** A minibus with a short bonnet. */
    VAN(0.93, 1.95, 4.9, 0.52),
    /** A city bus. */
    BUS(1.22, 3.05, 9.5, 0.62),
    /** A lorry with a box. */
    LORRY(1.12, 2.55, 7.0, 0.68);

    final double halfWidth;
    final double height;
    final double length;
    final double plateHeight;

    Body(double halfWidth, double height, double length, double plateHeight) {
      this.halfWidth = halfWidth;
      this.height = height;
      this.length = length;
      this.plateHeight = plateHeight;
    }

    boolean flatFront() {
      return this == BUS || this == LORRY;
    }
  }
}
