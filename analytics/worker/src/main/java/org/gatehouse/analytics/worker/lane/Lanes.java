package org.gatehouse.analytics.worker.lane;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.OpenLane;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.worker.passage.LaneAnalyzer;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.LaneKind;
import org.jspecify.annotations.Nullable;

/** The lanes of this process by number. Thread-safe: two connections speak of them. */
public final class Lanes {
  private static final class Entry {
    final LaneRunner runner;
    @Nullable ParameterSets parameters;

    Entry(LaneRunner runner) {
      this.runner = runner;
    }
  }

  private final LaneAnalyzerFactory analyzers;
  private final EngineLine engine;
  private final CoreShare cores;
  private final Ticker ticker;
  private final Map<Integer, Entry> lanes = new HashMap<>();

  /** No lanes yet. */
  public Lanes(LaneAnalyzerFactory analyzers, EngineLine engine, Ticker ticker) {
    this.analyzers = analyzers;
    this.engine = engine;
    this.ticker = ticker;
    this.cores = new CoreShare(ticker);
  }

  /** Opens a lane, or begins it anew where its decoder is concerned. */
  public synchronized void open(OpenLane message) {
    Entry known = lanes.get(message.getLane());
    if (known != null) {
      known.runner.restart();
      engine.opened(message.getLane());
      return;
    }
    LaneRunner runner =
        new LaneRunner(
            message.getLane(),
            message.getStream(),
            analyzer(message),
            cores.lane(message.getWeight()),
            engine,
            ticker);
    lanes.put(message.getLane(), new Entry(runner));
    runner.start();
    engine.opened(message.getLane());
  }

  private LaneAnalyzer analyzer(OpenLane message) {
    return switch (message.getKind()) {
      case KIND_MOTION -> analyzers.motion();
      case KIND_PERSON ->
          analyzers.create(LaneKind.PERSON, message.getRegionsList(), message.getRisk());
      case KIND_VEHICLE, KIND_UNSPECIFIED, UNRECOGNIZED ->
          analyzers.create(LaneKind.VEHICLE, message.getRegionsList(), message.getRisk());
    };
  }

  /** What all lanes share from now on; 0: as many cores as there are. */
  public void share(double given) {
    cores.cores(given);
  }

  /** Lets a lane finish. */
  public synchronized void close(int lane) {
    Entry entry = lanes.remove(lane);
    if (entry == null) {
      engine.closed(lane);
      return;
    }
    entry.runner.close();
  }

  /** A unit came. One that comes after the lane was closed is passed over. */
  public synchronized void media(MediaUnit message) throws ProtocolException {
    Entry entry = lanes.get(message.getLane());
    if (entry == null) {
      engine.decoded(message.getLane(), message.getSeq());
      return;
    }
    if (message.hasParameters()) {
      entry.parameters = MediaMessages.fromMessage(message.getParameters());
    }
    ParameterSets parameters = entry.parameters;
    if (parameters == null) {
      throw new ProtocolException("no parameter sets came for lane " + message.getLane());
    }
    entry.runner.offer(message.getSeq(), MediaMessages.fromMessage(message, parameters));
  }
}
