package org.gatehouse.analytics.protocol.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.PassageReport;

/**
 * Recognises the vehicle that was reported just before a worker was replaced and that the new
 * worker, which starts at an earlier random-access unit, sees again. Pure; owned by the thread that
 * calls the listener.
 */
final class DuplicateMemory {
  private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(10);
  private static final int KEPT_PER_LANE = 8;

  private record Reported(String text, long endMicros, int takeovers) {}

  private static final class Lane {
    final Deque<Reported> reported = new ArrayDeque<>();
    int takeovers;
    long takeoverMicros;
  }

  private final Map<StreamId, Lane> lanes = new HashMap<>();

  /** Another worker has the lane from now on. */
  void takeover(StreamId stream, long atMicros) {
    Lane lane = lanes.computeIfAbsent(stream, id -> new Lane());
    lane.takeovers++;
    lane.takeoverMicros = atMicros;
  }

  /** Whether the passage was told already, by a worker before this one. */
  boolean isDuplicate(PassageReport report) {
    Lane lane = lanes.get(report.stream());
    return lane != null && lane.reported.stream().anyMatch(before -> isSame(lane, before, report));
  }

  /** The passage was told. */
  void reported(PassageReport report) {
    Lane lane = lanes.computeIfAbsent(report.stream(), id -> new Lane());
    lane.reported.addLast(new Reported(report.plate().text(), report.endMicros(), lane.takeovers));
    if (lane.reported.size() > KEPT_PER_LANE) {
      lane.reported.removeFirst();
    }
  }

  private static boolean isSame(Lane lane, Reported before, PassageReport now) {
    return before.takeovers < lane.takeovers
        && before.text.equals(now.plate().text())
        && now.startMicros() <= lane.takeoverMicros + WINDOW_MICROS
        && now.startMicros() <= before.endMicros + WINDOW_MICROS;
  }
}
