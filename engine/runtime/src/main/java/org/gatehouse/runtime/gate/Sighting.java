package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;

/**
 * What one camera of a lane saw of a vehicle.
 *
 * @param text its plate as lists have it; empty if none was read
 * @param sure whether every character of it is certain enough to open by
 * @param left whether the vehicle has left the picture
 * @param startNanos when it came, by the monotonic clock
 * @param atNanos when that was known, likewise; never later than it was heard
 * @param at the same by the wall clock, for what is stored and shown
 */
record Sighting(
    CameraId camera,
    String passageId,
    String text,
    boolean sure,
    boolean left,
    Direction direction,
    long startNanos,
    long atNanos,
    Instant at) {
  /** As of the moment at which it is heard. */
  static Sighting of(PassageReport report, Ticker ticker) {
    boolean left = report.stage() == PassageReport.Stage.FINALIZED;
    String text = text(report.plate().text());
    return heard(
        report.stream().camera(),
        report.passageId(),
        text,
        !text.isEmpty() && report.plate().isCertain(),
        left,
        report.direction(),
        report.startMicros(),
        left ? report.endMicros() : report.decidedMicros(),
        ticker);
  }

  /** Likewise. */
  static Sighting of(NoReadReport report, Ticker ticker) {
    return heard(
        report.stream().camera(),
        report.passageId(),
        "",
        false,
        true,
        Direction.UNKNOWN,
        report.startMicros(),
        report.endMicros(),
        ticker);
  }

  /**
   * Reports tell times by the wall clock, which may be set at any moment: how long ago that is is
   * asked once, and what seems to come from the future is of now.
   */
  static Sighting heard(
      CameraId camera,
      String passageId,
      String text,
      boolean sure,
      boolean left,
      Direction direction,
      long startMicros,
      long atMicros,
      Ticker ticker) {
    long ago = Math.max(0, ticker.epochMicros() - atMicros);
    long atNanos = ticker.nanos() - TimeUnit.MICROSECONDS.toNanos(ago);
    long took = TimeUnit.MICROSECONDS.toNanos(Math.max(0, atMicros - startMicros));
    Instant at = Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
    return new Sighting(
        camera, passageId, text, sure, left, direction, atNanos - took, atNanos, at);
  }

  private static String text(String read) {
    try {
      return PlateText.of(read);
    } catch (IllegalArgumentException e) {
      // A sign that was not read stands for any: no text that lists could know.
      return "";
    }
  }
}
