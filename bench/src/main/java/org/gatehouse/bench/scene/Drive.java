package org.gatehouse.bench.scene;

/**
 * How a vehicle comes up: it brakes evenly to a slow speed at a place, may wait there, then drives
 * on past the camera. Times are seconds after it comes into sight, distances metres.
 *
 * @param from where it comes into sight
 * @param speed metres a second there
 * @param place where it has become slow
 * @param slow metres a second at that place; 0 when it stops
 * @param rest seconds that it stands there
 * @param pickUp metres a second squared afterwards
 */
record Drive(double from, double speed, double place, double slow, double rest, double pickUp) {
  /** Nearer than this a vehicle has left every picture. */
  static final double GONE = 0.9;

  static Drive stopping() {
    return new Drive(40, 12.5, 5.4, 0, 1.3, 2.6);
  }

  static Drive rolling() {
    return new Drive(36, 9.5, 5.6, 1.6, 0, 1.2);
  }

  private double brakeTime() {
    return 2 * (from - place) / (speed + slow);
  }

  /** When it has left. */
  double duration() {
    double left = place - GONE;
    double t = (-slow + Math.sqrt(slow * slow + 2 * pickUp * left)) / pickUp;
    return brakeTime() + rest + t;
  }

  /** When it may drive on. */
  double released() {
    return brakeTime() + rest;
  }

  /** When it has come to its place. */
  double arrived() {
    return brakeTime();
  }

  /** Distance of the bumper from the camera. */
  double distance(double t) {
    double brake = brakeTime();
    if (t <= brake) {
      double a = (speed - slow) / brake;
      return from - speed * t + a * t * t / 2;
    }
    if (t <= brake + rest) {
      return place;
    }
    double on = t - brake - rest;
    return Math.max(GONE, place - slow * on - pickUp * on * on / 2);
  }
}
