package org.gatehouse.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.server.http.LaneView;

/** What a lane looked at and passed over in its last ten reports, one a second. Thread-safe. */
final class LaneLoad {
  private static final int REPORTS = 10;

  /** More than this part passed over is told; a moment of it is usual while a vehicle is read. */
  private static final double MOST = 1.0 / 3;

  /** Fewer pictures passed over in all those reports are no matter. */
  private static final long FEW = 10;

  private record Counts(long analysed, long skipped) {}

  private final Deque<Counts> reports = new ArrayDeque<>();

  synchronized void add(LaneStats stats) {
    reports.addLast(new Counts(stats.analysed(), stats.skipped()));
    if (reports.size() > REPORTS) {
      reports.removeFirst();
    }
  }

  /** As it is now. */
  synchronized LaneView of(String camera) {
    long analysed = reports.stream().mapToLong(Counts::analysed).sum();
    long skipped = reports.stream().mapToLong(Counts::skipped).sum();
    boolean behind = skipped > FEW && skipped > MOST * (analysed + skipped);
    return new LaneView(camera, analysed, skipped, behind);
  }
}
