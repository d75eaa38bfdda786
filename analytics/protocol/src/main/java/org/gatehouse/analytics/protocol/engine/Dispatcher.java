package org.gatehouse.analytics.protocol.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;

/**
 * Hands what workers say to the line of its stream, so that the disk is waited for by one stream at
 * a time and what several streams found is committed together. Thread-safe.
 */
final class Dispatcher {
  private static final int WAITING = 256;

  private final AnalyticsListener listener;
  private final Semaphore room = new Semaphore(WAITING);
  private final Map<StreamId, FindingLine> lines = new ConcurrentHashMap<>();
  private volatile boolean started;

  Dispatcher(AnalyticsListener listener) {
    this.listener = listener;
  }

  void start() {
    started = true;
    lines.values().forEach(FindingLine::start);
  }

  /** Waits for room; {@code id} names the finding within that worker's life. */
  void passage(int worker, String id, PassageReport report, Runnable acknowledge)
      throws InterruptedException {
    listener.onArrival(report);
    room.acquire();
    line(report.stream()).passage(worker, name(worker, id), report, acknowledge, room::release);
  }

  /** Waits for room; {@code id} names the finding within that worker's life. */
  void noRead(int worker, String id, NoReadReport report, Runnable acknowledge)
      throws InterruptedException {
    listener.onArrival(report);
    room.acquire();
    line(report.stream())
        .find(name(worker, id), () -> listener.onNoRead(report), acknowledge, room::release);
  }

  /** Waits for room; {@code id} names the finding within that worker's life. */
  void face(int worker, String id, FaceReport report, Runnable acknowledge)
      throws InterruptedException {
    room.acquire();
    line(report.stream())
        .find(name(worker, id), () -> listener.onFace(report), acknowledge, room::release);
  }

  /** Among the findings of all workers. */
  private static String name(int worker, String finding) {
    return worker + "/" + finding;
  }

  /** Waits for room. */
  void stats(LaneStats stats) throws InterruptedException {
    room.acquire();
    line(stats.stream()).stats(() -> listener.onStats(stats), room::release);
  }

  /** Does not wait: gaps are rare, and the supervisor has other things to do. */
  void gap(Gap gap) {
    line(gap.stream())
        .once(
            () -> listener.onGap(gap.stream(), gap.fromMicros(), gap.toMicros(), gap.cause()),
            () -> {});
  }

  /** Does not wait. */
  void takeover(StreamId stream, int worker, long atMicros) {
    line(stream).takeover(worker, atMicros);
  }

  /** Hands on what is waiting, within that time, then ends. */
  void close(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    lines.values().forEach(FindingLine::finish);
    for (FindingLine line : lines.values()) {
      line.close(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime()));
    }
  }

  private FindingLine line(StreamId stream) {
    return lines.computeIfAbsent(
        stream,
        id -> {
          FindingLine line = new FindingLine(id, listener);
          if (started) {
            line.start();
          }
          return line;
        });
  }
}
