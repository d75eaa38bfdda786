package org.gatehouse.analytics.worker.tracking;

/**
 * Where a box is and how it moves and grows: an alpha-beta filter on centre and logarithm of size.
 * Belongs to its track's thread.
 */
public final class MovingBox {
  private static final double ALPHA = 0.7;
  private static final double BETA = 0.35;

  /** Beyond this a prediction says nothing any more. */
  private static final double MAX_AHEAD_SECONDS = 1.0;

  private Box box;
  private long micros;
  private double vx;
  private double vy;

  /** Relative growth a second. */
  private double growth;

  /** First sight. */
  public MovingBox(Box box, long micros) {
    this.box = box;
    this.micros = micros;
  }

  /** Where it was last seen (filtered). */
  public Box box() {
    return box;
  }

  /** Relative growth of its width by second: above 0 it comes nearer. */
  public double growth() {
    return growth;
  }

  /** Where it should be at a time. */
  public Box predict(long atMicros) {
    double dt = Math.clamp((atMicros - micros) / 1e6, 0, MAX_AHEAD_SECONDS);
    double size = Math.exp(Math.clamp(growth * dt, -0.5, 0.5));
    return Box.around(
        box.centreX() + vx * dt, box.centreY() + vy * dt, box.width() * size, box.height() * size);
  }

  /** It was seen. */
  public void update(Box seen, long atMicros) {
    double dt = (atMicros - micros) / 1e6;
    if (dt <= 0) {
      box = seen;
      return;
    }
    Box expected = predict(atMicros);
    double ex = seen.centreX() - expected.centreX();
    double ey = seen.centreY() - expected.centreY();
    double es = Math.log(seen.width() / expected.width());
    double gain = BETA / Math.max(dt, 0.05);
    vx += gain * ex;
    vy += gain * ey;
    growth += gain * es;
    box =
        Box.around(
            expected.centreX() + ALPHA * ex,
            expected.centreY() + ALPHA * ey,
            expected.width() * Math.exp(ALPHA * es),
            expected.height() + ALPHA * (seen.height() - expected.height()));
    micros = atMicros;
  }
}
