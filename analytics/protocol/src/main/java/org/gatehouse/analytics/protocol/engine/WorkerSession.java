package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gatehouse.analytics.messages.Ack;
import org.gatehouse.analytics.messages.Budget;
import org.gatehouse.analytics.messages.CloseLane;
import org.gatehouse.analytics.messages.Model;
import org.gatehouse.analytics.messages.Shutdown;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker and its two connections. Owned by the supervisor, but for what says otherwise. */
final class WorkerSession {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);

  final int number;
  final WorkerHost host;
  final WorkerBody body;

  /** What it has told of its resident memory, bytes; written by the control reader. */
  volatile long toldResidentBytes;

  /** The lanes that it looks at are those of this seat; null while it has none. */
  @Nullable Seat seat;

  /** Set before anybody can ask for it. */
  private WorkerState state = WorkerState.STARTING;

  // Volatile: written by the supervisor, read by whoever sends.
  private volatile @Nullable FrameChannel control;
  private volatile @Nullable FrameChannel media;

  /** When the worker last said something; written by the control reader. */
  volatile long heardNanos;

  /** The control reader waits for the listener, so silence says nothing; written by it. */
  volatile boolean handingOver;

  final Handover handover;

  /** Feeds by lane number; the supervisor changes them, the control reader looks them up. */
  final Map<Integer, LaneFeed> feeds = new ConcurrentHashMap<>();

  /** Lanes that were told to close and have not answered. */
  Set<Integer> closing = Set.of();

  final long startedNanos;

  /** Why the engine ended it; empty if it has not. */
  String endedFor = "";

  /** Since when its models are loaded; 0 until they are. */
  long readyNanos;

  long detachedNanos;
  long retireByNanos;
  boolean exited;

  /** It was looked at for the unit that ended it. */
  boolean suspected;

  long exitedNanos;
  String models = "";

  WorkerSession(int number, WorkerHost host, WorkerBody body, long nowNanos) {
    this.number = number;
    this.host = host;
    this.body = body;
    this.startedNanos = nowNanos;
    this.detachedNanos = nowNanos;
    this.heardNanos = nowNanos;
    this.handover = new Handover(nowNanos);
  }

  /** Resident memory, bytes; 0 while nobody knows. */
  long residentBytes() {
    long seen = body.residentBytes();
    return seen > 0 ? seen : toldResidentBytes;
  }

  /** Why it is gone, for a person. */
  String ending() {
    return endedFor.isEmpty() ? body.end().words() : endedFor;
  }

  /** How long it has been, or was, ready for lanes. */
  long usefulNanos(long nowNanos) {
    return readyNanos == 0 ? 0 : nowNanos - readyNanos;
  }

  WorkerState state() {
    return state;
  }

  /** The only way from state to state. */
  void become(WorkerState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(this + " cannot become " + next);
    }
    LOG.debug("{} becomes {}", this, next);
    state = next;
  }

  /** What it was given and has perhaps not decoded, by lane. */
  Map<Integer, InFlight> given() {
    return feeds.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, feed -> feed.getValue().inFlight()));
  }

  /** Lets go of what it was given: whoever still knows this session is not to keep pictures. */
  void endFeeds() {
    feeds.values().forEach(feed -> feed.inFlight().end());
    feeds.clear();
  }

  boolean isConnected() {
    return control != null && media != null;
  }

  void connectControl(FrameChannel channel, List<Model> loaded) {
    control = channel;
    models =
        loaded.stream()
            .map(model -> model.getName() + " " + shortHash(model.getSha256()))
            .collect(Collectors.joining(", "));
  }

  void connectMedia(FrameChannel channel) {
    media = channel;
  }

  @Nullable FrameChannel control() {
    return control;
  }

  @Nullable FrameChannel media() {
    return media;
  }

  /** A connection ended; the worker, if it lives, ends the other one too and calls again. */
  void disconnect(FrameChannel ended, long nowNanos) {
    ended.close();
    if (ended == control) {
      control = null;
    }
    if (ended == media) {
      media = null;
    }
    detachedNanos = nowNanos;
  }

  /** Hangs up. */
  void detach(long nowNanos) {
    close(control);
    close(media);
    control = null;
    media = null;
    detachedNanos = nowNanos;
  }

  private static void close(@Nullable FrameChannel channel) {
    if (channel != null) {
      channel.close();
    }
  }

  /** Any thread. */
  void acknowledge(String finding) {
    send(ToWorker.newBuilder().setAck(Ack.newBuilder().setFinding(finding)).build());
  }

  /** Says how much of the processor it may take. */
  void share(double cores) {
    send(ToWorker.newBuilder().setBudget(Budget.newBuilder().setCores(cores)).build());
  }

  void open(Lane lane) {
    send(ToWorker.newBuilder().setOpenLane(lane.opening()).build());
  }

  void closeLanes(Set<Integer> lanes) {
    closing = new HashSet<>(lanes);
    lanes.forEach(this::closeLane);
  }

  void closeLane(int lane) {
    send(ToWorker.newBuilder().setCloseLane(CloseLane.newBuilder().setLane(lane)).build());
  }

  void shutDown() {
    send(ToWorker.newBuilder().setShutdown(Shutdown.getDefaultInstance()).build());
  }

  private void send(ToWorker message) {
    FrameChannel channel = control;
    if (channel == null) {
      return;
    }
    try {
      channel.send(message);
    } catch (IOException e) {
      // Whoever reads the connection sees its end; what was not said is said after a reconnect.
      LOG.debug("{} does not listen", this, e);
    }
  }

  private static String shortHash(String sha256) {
    return sha256.substring(0, Math.min(8, sha256.length()));
  }

  @Override
  public String toString() {
    return "analytics worker " + body.name();
  }
}
