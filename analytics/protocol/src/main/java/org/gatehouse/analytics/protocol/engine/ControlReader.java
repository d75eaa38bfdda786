package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.function.IntFunction;
import org.gatehouse.analytics.messages.Decoded;
import org.gatehouse.analytics.messages.Decoding;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.LaneReport;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.protocol.wire.ReportMessages;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.LaneStats;
import org.jspecify.annotations.Nullable;

/**
 * Hears one worker's control connection to its end, on the connection's thread: what concerns
 * decoding goes to the lane's feed, what was found to the dispatcher, the rest to the supervisor.
 */
final class ControlReader {
  /** What the supervisor wants to know; called on the reader's thread. */
  interface Watcher {
    void laneOpened(WorkerSession session, int lane);

    void firstDecoded(WorkerSession session, int lane);

    void laneClosed(WorkerSession session, int lane);
  }

  private final WorkerSession session;
  private final IntFunction<@Nullable Lane> lanes;
  private final Dispatcher dispatcher;
  private final Ticker ticker;
  private final Watcher watcher;

  ControlReader(
      WorkerSession session,
      IntFunction<@Nullable Lane> lanes,
      Dispatcher dispatcher,
      Ticker ticker,
      Watcher watcher) {
    this.session = session;
    this.lanes = lanes;
    this.dispatcher = dispatcher;
    this.ticker = ticker;
    this.watcher = watcher;
  }

  void readAll(FrameChannel control) throws IOException, InterruptedException {
    while (true) {
      FromWorker message = control.receive(FromWorker.parser());
      if (message == null) {
        return;
      }
      long received = ticker.nanos();
      session.heardNanos = received;
      session.handingOver = true;
      handle(message);
      session.heardNanos = ticker.nanos();
      session.handover.busy(received, session.heardNanos);
      session.handingOver = false;
    }
  }

  private void handle(FromWorker message) throws IOException, InterruptedException {
    switch (message.getBodyCase()) {
      case DECODING -> decoding(message.getDecoding());
      case DECODED -> decoded(message.getDecoded());
      case PASSAGE -> passage(message.getPassage());
      case FACE -> face(message.getFace());
      case LANE_REPORT -> report(message.getLaneReport());
      case BUSY -> busy(message.getBusy().getLane());
      case LANE_CLOSED -> watcher.laneClosed(session, message.getLaneClosed().getLane());
      case LANE_OPENED -> watcher.laneOpened(session, message.getLaneOpened().getLane());
      case ALIVE -> session.toldResidentBytes = message.getAlive().getResidentBytes();
      case HELLO, BODY_NOT_SET ->
          throw new ProtocolException("unexpected " + message.getBodyCase() + " from " + session);
    }
  }

  private void decoding(Decoding notice) {
    LaneFeed feed = session.feeds.get(notice.getLane());
    if (feed != null) {
      feed.inFlight().decoding(notice.getSeq(), notice.getThread(), ticker.nanos());
    }
  }

  private void decoded(Decoded notice) {
    LaneFeed feed = session.feeds.get(notice.getLane());
    if (feed != null && feed.inFlight().decoded(notice.getSeq(), ticker.nanos())) {
      watcher.firstDecoded(session, notice.getLane());
    }
    Lane lane = lanes.apply(notice.getLane());
    if (lane != null && lane.larger != null && lane.larger.demand != null) {
      lane.larger.demand.seen(ticker.nanos());
    }
  }

  private void busy(int number) throws ProtocolException {
    Lane lane = lane(number);
    Demand demand = (lane.larger == null ? lane : lane.larger).demand;
    if (demand != null) {
      demand.wanted(ticker.nanos());
    }
  }

  private void passage(Passage passage) throws InterruptedException, ProtocolException {
    if (!passage.hasPlate()) {
      dispatcher.noRead(
          session.number,
          passage.getId(),
          ReportMessages.noRead(lane(passage.getLane()).stream(), passage),
          acknowledging(passage.getId()));
      return;
    }
    dispatcher.passage(
        session.number,
        passage.getId(),
        ReportMessages.fromMessage(lane(passage.getLane()).stream(), passage),
        acknowledging(passage.getId()));
  }

  private void face(Face face) throws InterruptedException, ProtocolException {
    dispatcher.face(
        session.number,
        face.getId(),
        ReportMessages.fromMessage(lane(face.getLane()).stream(), face),
        acknowledging(face.getId()));
  }

  private Runnable acknowledging(String finding) {
    session.handover.arrived();
    return () -> {
      session.handover.acknowledged(ticker.nanos());
      session.acknowledge(finding);
    };
  }

  private void report(LaneReport report) throws InterruptedException, ProtocolException {
    Lane lane = lane(report.getLane());
    long now = ticker.epochMicros();
    lane.skips
        .report(lane.stream(), now, report.getAnalysed(), report.getSkipped())
        .filter(gap -> lane.larger == null)
        .ifPresent(dispatcher::gap);
    dispatcher.stats(
        new LaneStats(
            lane.stream(),
            report.getDecoded(),
            report.getAnalysed(),
            report.getSkipped() + lane.dropped.sumThenReset(),
            report.getWaiting(),
            report.getDecodeNanos(),
            report.getInferenceNanos(),
            report.getDetections()));
  }

  private Lane lane(int number) throws ProtocolException {
    Lane lane = lanes.apply(number);
    if (lane == null) {
      throw new ProtocolException(session + " speaks of lane " + number + ", which there is not");
    }
    return lane;
  }
}
