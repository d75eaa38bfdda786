package org.gatehouse.analytics.worker.passage;

import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.MovingBox;
import org.gatehouse.contract.vision.Direction;

/**
 * One line of text followed through the frames: a plate, or writing that turns out to be none.
 * Belongs to its lane's thread.
 */
final class PlateTrack implements AutoCloseable {
  private static final long READ_EVERY_MICROS = 240_000;
  private static final long SURE_EVERY_MICROS = 1_000_000;
  private static final long WRITING_EVERY_MICROS = 900_000;

  /** Reading again pays at once when it has grown by so much. */
  private static final double GROWN = 1.25;

  /** So many looks without a legal reading make it other writing. */
  private static final int PATIENCE = 3;

  private final MovingBox motion;
  private final PlateVote vote;
  private final BestShot best = new BestShot();
  private final SizeTrend trend = new SizeTrend();
  private long startMicros;
  private long seenMicros;
  private Quad quad;
  private ThumbView seenIn;
  private long readMicros = Long.MIN_VALUE;
  private double readWidth;
  private int misreads;

  PlateTrack(FormatSet formats, Quad quad, ThumbView view, long micros) {
    this.motion = new MovingBox(quad.bounds(), micros);
    this.vote = new PlateVote(formats);
    this.quad = quad;
    this.seenIn = view;
    this.startMicros = micros;
    this.seenMicros = micros;
  }

  /** It was found in a frame. */
  void seen(Quad where, ThumbView view, long micros) {
    quad = where;
    motion.update(where.bounds(), micros);
    trend.add(where.bounds(), micros);
    seenIn = view;
    seenMicros = micros;
  }

  /** Nothing changed where it is: it still stands there. */
  boolean standsStill(ThumbView view, long micros) {
    if (view.differsFrom(seenIn, quad.bounds().scaled(1.2, 1.5))) {
      return false;
    }
    seenMicros = micros;
    return true;
  }

  /** Whether another reading is worth its price. */
  boolean wantsReading(long micros) {
    if (readMicros == Long.MIN_VALUE || quad.width() > readWidth * GROWN) {
      return true;
    }
    return micros - readMicros >= readingPeriod();
  }

  private long readingPeriod() {
    if (isWriting()) {
      return WRITING_EVERY_MICROS;
    }
    return vote.verdict().map(PlateVote.Verdict::sure).orElse(false)
        ? SURE_EVERY_MICROS
        : READ_EVERY_MICROS;
  }

  /** It was read. */
  void read(PlateReading reading, double weight, long micros) {
    readMicros = micros;
    readWidth = quad.width();
    if (reading.plate().isPresent()) {
      vote.add(reading, weight, micros);
    } else {
      misreads++;
    }
  }

  /** Takes over what another track of the same vehicle gathered; the other is spent. */
  void absorb(PlateTrack other, long micros) {
    startMicros = Math.min(startMicros, other.startMicros);
    vote.absorb(other.vote, micros);
  }

  /** Whether it was read as a plate at least once. */
  boolean isPlate() {
    return vote.frames() > 0;
  }

  /** Whether it looks like writing that is no plate. */
  boolean isWriting() {
    return !isPlate() && misreads >= PATIENCE;
  }

  Box expected(long micros) {
    return motion.predict(micros);
  }

  Quad quad() {
    return quad;
  }

  PlateVote vote() {
    return vote;
  }

  BestShot best() {
    return best;
  }

  Direction direction() {
    return trend.direction();
  }

  long startMicros() {
    return startMicros;
  }

  long seenMicros() {
    return seenMicros;
  }

  @Override
  public void close() {
    best.close();
  }
}
