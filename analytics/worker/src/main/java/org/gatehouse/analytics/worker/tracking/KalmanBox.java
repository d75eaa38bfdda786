package org.gatehouse.analytics.worker.tracking;

/**
 * Where a box is and how it moves and grows: a Kalman filter of constant velocity on its centre and
 * on the logarithms of its size. Pixels count in widths of the box, so that near and far objects
 * are followed alike. Belongs to its track's thread.
 */
public final class KalmanBox {
  /** Beyond this a prediction says nothing any more. */
  private static final double MAX_AHEAD_SECONDS = 1.0;

  private final Axis x;
  private final Axis y;
  private final Axis width;
  private final Axis height;
  private long micros;

  /** First sight. */
  public KalmanBox(Box box, long micros) {
    x = new Axis(box.centreX());
    y = new Axis(box.centreY());
    width = new Axis(Math.log(box.width()));
    height = new Axis(Math.log(box.height()));
    this.micros = micros;
  }

  /** Where it should be at a time. */
  public Box predict(long atMicros) {
    double dt = Math.clamp((atMicros - micros) / 1e6, 0, MAX_AHEAD_SECONDS);
    return Box.around(
        x.at(dt),
        y.at(dt),
        Math.exp(width.value + Math.clamp(width.velocity * dt, -0.5, 0.5)),
        Math.exp(height.value + Math.clamp(height.velocity * dt, -0.5, 0.5)));
  }

  /** It was seen. */
  public void update(Box seen, long atMicros) {
    double dt = Math.clamp((atMicros - micros) / 1e6, 0, MAX_AHEAD_SECONDS);
    double pixels = seen.width();
    x.update(seen.centreX(), dt, pixels);
    y.update(seen.centreY(), dt, pixels);
    width.update(Math.log(seen.width()), dt, 1);
    height.update(Math.log(seen.height()), dt, 1);
    micros = Math.max(micros, atMicros);
  }

  /** One coordinate with its velocity and the covariance of both. */
  private static final class Axis {
    /** Standard deviation of where a detector puts a box, in its widths. */
    private static final double SEEN = 0.06;

    /** Standard deviation of what a vehicle does to its velocity in a second, in plate widths. */
    private static final double ACCELERATION = 3;

    /** A vehicle's velocity at first sight, in plate widths a second. */
    private static final double FIRST_VELOCITY = 2;

    private double value;
    private double velocity;
    private double varianceOfValue;
    private double covariance;
    private double varianceOfVelocity;
    private boolean started;

    Axis(double value) {
      this.value = value;
    }

    double at(double dt) {
      return value + velocity * dt;
    }

    void update(double seen, double dt, double unit) {
      if (!started) {
        started = true;
        varianceOfValue = square(SEEN * unit);
        varianceOfVelocity = square(FIRST_VELOCITY * unit);
      }
      predict(dt, square(ACCELERATION * unit));
      double innovation = seen - value;
      double sum = varianceOfValue + square(SEEN * unit);
      double gain = varianceOfValue / sum;
      double gainOfVelocity = covariance / sum;
      value += gain * innovation;
      velocity += gainOfVelocity * innovation;
      varianceOfVelocity -= gainOfVelocity * covariance;
      covariance *= 1 - gain;
      varianceOfValue *= 1 - gain;
    }

    private void predict(double dt, double acceleration) {
      value = at(dt);
      varianceOfValue +=
          2 * dt * covariance + dt * dt * varianceOfVelocity + acceleration * Math.pow(dt, 4) / 4;
      covariance += dt * varianceOfVelocity + acceleration * Math.pow(dt, 3) / 2;
      varianceOfVelocity += acceleration * dt * dt;
    }

    private static double square(double a) {
      return a * a;
    }
  }
}
