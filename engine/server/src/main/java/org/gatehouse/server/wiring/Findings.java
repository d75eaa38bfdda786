package org.gatehouse.server.wiring;

import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.gate.GateDesk;

/** Turns what analytics finds into events, and its statistics into counters. Thread-safe. */
final class Findings implements AnalyticsListener {
  private final EventService events;
  private final GateDesk gates;
  private final Map<CameraId, LaneCounters> lanes;

  Findings(EventService events, GateDesk gates, Map<CameraId, LaneCounters> lanes) {
    this.events = events;
    this.gates = gates;
    this.lanes = lanes;
  }

  @Override
  public void onArrival(PassageReport report) {
    gates.passage(report);
  }

  @Override
  public void onArrival(NoReadReport report) {
    gates.noRead(report);
  }

  @Override
  public void onPassage(PassageReport report) {
    events.passage(report);
  }

  @Override
  public void onNoRead(NoReadReport report) {
    events.noRead(report);
  }

  @Override
  public void onFace(FaceReport report) {
    events.face(report);
  }

  @Override
  public void onStats(LaneStats stats) {
    LaneCounters lane = lanes.get(stats.stream().camera());
    if (lane != null) {
      lane.add(stats);
    }
  }

  @Override
  public void onGap(StreamId stream, long fromMicros, long toMicros, String cause) {
    LaneCounters lane = lanes.get(stream.camera());
    if (lane != null) {
      lane.gaps.increment();
    }
    events.gap(stream, fromMicros, toMicros, cause);
  }
}
