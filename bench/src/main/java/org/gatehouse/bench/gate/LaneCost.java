package org.gatehouse.bench.gate;

import java.util.OptionalDouble;
import org.gatehouse.bench.engine.EngineStatus;

/**
 * What all lanes together have taken since the engine's start, by its own counters.
 *
 * @param decodeSeconds CPU time in the decoder
 * @param analysisSeconds CPU time of detecting, reading and writing pictures
 * @param skipped pictures passed over to keep up
 * @param mostWaiting most pictures that waited in a lane when one was analysed
 */
record LaneCost(double decodeSeconds, double analysisSeconds, long skipped, long mostWaiting) {
  static LaneCost of(EngineStatus engine) throws InterruptedException {
    return new LaneCost(
        orZero(engine.sum("gatehouse_lane_decode_seconds_total")),
        orZero(engine.sum("gatehouse_lane_inference_seconds_total")),
        (long) orZero(engine.sum("gatehouse_lane_skipped_total")),
        (long) orZero(engine.most("gatehouse_lane_waiting")));
  }

  private static double orZero(OptionalDouble value) {
    return value.orElse(0);
  }

  /** What was added since an earlier moment. */
  LaneCost since(LaneCost before) {
    return new LaneCost(
        decodeSeconds - before.decodeSeconds,
        analysisSeconds - before.analysisSeconds,
        skipped - before.skipped,
        mostWaiting);
  }
}
