package org.gatehouse.bench.record;

import java.util.List;
import org.gatehouse.bench.engine.ProcessCpu;
import org.gatehouse.runtime.record.RecordCounters;
import org.gatehouse.runtime.record.RecordingDesk;

/**
 * Counters at one moment.
 *
 * @param cpuSeconds of this process, less those of the feeder: collector and compiler are in it
 */
record FeedCounts(double cpuSeconds, long bytes, long frames) {
  static FeedCounts of(RecordingDesk desk, List<FedCamera> cameras, Feeder feeder) {
    long bytes = 0;
    long frames = 0;
    for (FedCamera camera : cameras) {
      RecordCounters counters = desk.counters(camera.ring().id());
      bytes += counters.bytes();
      frames += counters.frames();
    }
    double own = ProcessCpu.own(ProcessHandle.current().pid());
    return new FeedCounts(own - feeder.cpuSeconds(), bytes, frames);
  }
}
