package org.gatehouse.server.wiring;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneStats;

/** What one lane's analysis has done since the start. Thread-safe. */
final class LaneCounters {
  final LongAdder decoded = new LongAdder();
  final LongAdder analysed = new LongAdder();
  final LongAdder skipped = new LongAdder();
  final LongAdder decodeNanos = new LongAdder();
  final LongAdder inferenceNanos = new LongAdder();
  final LongAdder detections = new LongAdder();
  final LongAdder gaps = new LongAdder();
  final LongAccumulator waiting = new LongAccumulator(Math::max, 0);
  final LaneLoad load = new LaneLoad();

  void add(LaneStats stats) {
    decoded.add(stats.decoded());
    if (stats.stream().equals(StreamId.main(stats.stream().camera()))) {
      load.add(stats);
    }
    analysed.add(stats.analysed());
    skipped.add(stats.skipped());
    waiting.accumulate(stats.waiting());
    decodeNanos.add(stats.decodeNanos());
    inferenceNanos.add(stats.inferenceNanos());
    detections.add(stats.detections());
  }
}
