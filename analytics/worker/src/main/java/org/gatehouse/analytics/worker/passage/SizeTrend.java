package org.gatehouse.analytics.worker.passage;

import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.Heading;
import org.gatehouse.contract.vision.Direction;

/**
 * Whether a plate came nearer or went away: the straight line through the logarithm of its width
 * over time. Belongs to its track's thread.
 */
final class SizeTrend implements Heading {
  /** Between first and last sight the fitted width must change by this factor. */
  private static final double FACTOR = 1.15;

  private static final int MIN_LOOKS = 4;

  private long firstMicros;
  private double span;
  private int looks;
  private double sumT;
  private double sumS;
  private double sumTt;
  private double sumTs;

  @Override
  public void add(Box box, long micros) {
    if (looks == 0) {
      firstMicros = micros;
    }
    span = (micros - firstMicros) / 1e6;
    double size = Math.log(box.width());
    looks++;
    sumT += span;
    sumS += size;
    sumTt += span * span;
    sumTs += span * size;
  }

  @Override
  public Direction direction() {
    double spread = looks * sumTt - sumT * sumT;
    if (looks < MIN_LOOKS || spread <= 1e-9) {
      return Direction.UNKNOWN;
    }
    double change = (looks * sumTs - sumT * sumS) / spread * span;
    if (Math.abs(change) < Math.log(FACTOR)) {
      return Direction.UNKNOWN;
    }
    return change > 0 ? Direction.APPROACHING : Direction.LEAVING;
  }

  /** Another track's boxes are of another part of the plate: they say nothing about this one's. */
  @Override
  public void follows(Heading earlier) {}
}
