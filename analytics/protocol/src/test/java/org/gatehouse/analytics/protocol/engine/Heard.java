package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;

/** A listener whose reports a test waits for. */
final class Heard implements AnalyticsListener {
  final BlockingQueue<PassageReport> passages = new LinkedBlockingQueue<>();
  final BlockingQueue<NoReadReport> noReads = new LinkedBlockingQueue<>();
  final BlockingQueue<FaceReport> faces = new LinkedBlockingQueue<>();
  final BlockingQueue<LaneStats> stats = new LinkedBlockingQueue<>();
  final BlockingQueue<Gap> gaps = new LinkedBlockingQueue<>();

  @Override
  public void onPassage(PassageReport report) {
    passages.add(report);
  }

  @Override
  public void onNoRead(NoReadReport report) {
    noReads.add(report);
  }

  @Override
  public void onFace(FaceReport report) {
    faces.add(report);
  }

  @Override
  public void onStats(LaneStats report) {
    stats.add(report);
  }

  @Override
  public void onGap(StreamId stream, long fromMicros, long toMicros, String cause) {
    gaps.add(new Gap(stream, fromMicros, toMicros, cause));
  }

  /** The next one; a test that waits a minute has failed. */
  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within a minute");
    }
    return next;
  }
}
