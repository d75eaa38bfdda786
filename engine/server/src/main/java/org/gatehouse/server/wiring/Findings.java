package org.gatehouse.server.wiring;

import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.UnstorableException;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.gate.GateDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what analytics finds into events, and its statistics into counters. Thread-safe. */
final class Findings implements AnalyticsListener {
  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

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
    store(() -> events.passage(report));
  }

  @Override
  public void onNoRead(NoReadReport report) {
    store(() -> events.noRead(report));
  }

  @Override
  public void onFace(FaceReport report) {
    store(() -> events.face(report));
  }

  /** What can never be stored must not be offered again and again, with all that is behind it. */
  private static void store(Runnable report) {
    try {
      report.run();
    } catch (UnstorableException e) {
      LOG.debug("it is counted and logged already", e);
    }
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
