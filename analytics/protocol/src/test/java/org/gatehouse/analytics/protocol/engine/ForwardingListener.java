package org.gatehouse.analytics.protocol.engine;

import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;

/** Hands all on; a test overrides what it wants to go otherwise. */
class ForwardingListener implements AnalyticsListener {
  private final AnalyticsListener to;

  ForwardingListener(AnalyticsListener to) {
    this.to = to;
  }

  @Override
  public void onPassage(PassageReport report) {
    to.onPassage(report);
  }

  @Override
  public void onNoRead(NoReadReport report) {
    to.onNoRead(report);
  }

  @Override
  public void onFace(FaceReport report) {
    to.onFace(report);
  }

  @Override
  public void onStats(LaneStats stats) {
    to.onStats(stats);
  }

  @Override
  public void onGap(StreamId stream, long fromMicros, long toMicros, String cause) {
    to.onGap(stream, fromMicros, toMicros, cause);
  }
}
