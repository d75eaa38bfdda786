package org.gatehouse.analytics.worker.lane;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.analytics.messages.Kind;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.OpenLane;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.analytics.worker.passage.LaneOrder;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.FaceLimits;
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
  private volatile boolean used;

  /** No lanes yet. */
  public Lanes(LaneAnalyzerFactory analyzers, EngineLine engine, Ticker ticker) {
    this.analyzers = analyzers;
    this.engine = engine;
    this.ticker = ticker;
    this.cores = new CoreShare(ticker);
  }

  /** Opens a lane, or begins it anew where its decoder is concerned. */
  public synchronized void open(OpenLane message) throws ProtocolException {
    used = true;
    Entry known = lanes.get(message.getLane());
    if (known != null) {
      known.runner.restart();
      engine.opened(message.getLane());
      return;
    }
    LaneOrder order = order(message);
    CoreShare.Lane share = cores.lane(message.getWeight());
    LaneRunner runner =
        new LaneRunner(
            message.getLane(),
            message.getStream(),
            new Masks(order.view().masks()),
            isMotion(message) ? analyzers.motion(order) : analyzers.create(order, share),
            share,
            engine,
            ticker);
    lanes.put(message.getLane(), new Entry(runner));
    runner.start();
    engine.opened(message.getLane());
  }

  private static boolean isMotion(OpenLane message) {
    return message.getKind() == Kind.KIND_MOTION;
  }

  private static LaneOrder order(OpenLane message) throws ProtocolException {
    return new LaneOrder(
        message.getKind() == Kind.KIND_PERSON ? LaneKind.PERSON : LaneKind.VEHICLE,
        message.getRegionsList(),
        message.getRisk(),
        AreaMessages.view(message),
        new FaceLimits(message.getFaceHeight(), message.getFaceQuality()));
  }

  /** Whether none was opened yet. */
  public boolean isUnused() {
    return !used;
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
