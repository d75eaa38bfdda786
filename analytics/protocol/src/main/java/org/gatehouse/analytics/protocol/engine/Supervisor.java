package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsListener;
import org.gatehouse.contract.vision.AnalyticsPort.Health;
import org.gatehouse.contract.vision.LaneSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one worker at the lanes and one standing by. When the first one dies, hangs or grows too
 * large, the second takes the lanes at once and a new one is started to stand by.
 *
 * <p>All state is owned by the supervisor's thread; other threads send it commands. Where a thread
 * reads something besides, the field says so.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** What an ended process or an ending one has time for. */
  private static final long EXIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Limits limits;
  private final Ticker ticker;
  private final Dispatcher dispatcher;
  private final WorkerStarter starter;
  private final Mailbox mailbox = new Mailbox();
  private final Quarantine quarantine = new Quarantine();
  private final Suspicion suspicion;
  private final Backoff backoff = new Backoff();

  /** Lanes by number; written by the supervisor, read by control readers. */
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

  private final Set<WorkerSession> sessions = new HashSet<>();
  private @Nullable WorkerSession active;
  private boolean closing;
  private String lastFailure = "";
  private volatile Health health = new Health(false, "not started");
  private final CountDownLatch ended = new CountDownLatch(1);

  Supervisor(WorkerStarter.Launch launch, Limits limits, Ticker ticker, AnalyticsListener listener)
      throws IOException {
    this.limits = limits;
    this.ticker = ticker;
    this.dispatcher = new Dispatcher(listener);
    this.suspicion = new Suspicion(quarantine, lanes::get, ticker);
    this.starter = new WorkerStarter(launch, ticker, new Events());
  }

  void start() {
    dispatcher.start();
    Thread.ofVirtual().name("analytics-supervisor").start(this::run);
  }

  /** Any thread. */
  void open(LaneSpec spec, StreamSource source) {
    mailbox.post(() -> addLane(spec, source));
  }

  /** Any thread. */
  Health health() {
    return health;
  }

  /** Any thread: finishes the lanes, ends the workers, returns when all is done. */
  void close() throws InterruptedException {
    mailbox.post(this::beginClosing);
    ended.await();
  }

  private void run() {
    try {
      long nextTick = ticker.nanos();
      while (!(closing && sessions.isEmpty())) {
        Runnable command = mailbox.next(Math.max(0, nextTick - ticker.nanos()));
        if (command != null) {
          command.run();
        }
        if (ticker.nanos() >= nextTick) {
          tick();
          nextTick = ticker.nanos() + TICK_NANOS;
        }
      }
      dispatcher.close(limits.finish().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sessions.forEach(session -> session.process.kill());
      starter.close();
      health = new Health(false, "stopped");
      ended.countDown();
    }
  }

  private void tick() {
    List.copyOf(sessions).forEach(this::watch);
    if (!closing) {
      startMissing();
    }
    refreshHealth();
  }

  // Lanes

  private void addLane(LaneSpec spec, StreamSource source) {
    if (closing) {
      return;
    }
    Lane lane = new Lane(lanes.size() + 1, spec, source);
    lanes.put(lane.number, lane);
    WorkerSession worker = active;
    if (worker != null && worker.isConnected()) {
      startLane(worker, lane);
    }
  }

  private void startLanes(WorkerSession worker) {
    lanes.values().stream()
        .filter(lane -> !lane.ended)
        .sorted(Comparator.comparingInt(lane -> lane.number))
        .forEach(lane -> startLane(worker, lane));
  }

  private void startLane(WorkerSession worker, Lane lane) {
    FrameChannel media = worker.media();
    if (media == null) {
      return;
    }
    LaneFeed feed =
        new LaneFeed(
            lane, media, quarantine, ticker, limits.behind(), new FeedWatcher(worker, media, lane));
    lane.feed = feed;
    worker.feeds.put(lane.number, feed);
    worker.open(lane);
  }

  private static void laneOpened(WorkerSession worker, int number) {
    LaneFeed feed = worker.feeds.get(number);
    if (feed != null) {
      feed.start();
    }
  }

  private void stopLanes(WorkerSession worker, String cause) {
    lanes.values().forEach(lane -> lane.stopFeed(cause));
    worker.feeds.values().forEach(LaneFeed::stop);
  }

  private void streamEnded(WorkerSession worker, Lane lane) {
    lane.ended = true;
    if (worker == active) {
      worker.closeLane(lane.number);
    }
  }

  private void endGap(WorkerSession session, int number) {
    Lane lane = lanes.get(number);
    if (lane == null || session != active) {
      return;
    }
    Gap gap = lane.endGap(ticker.epochMicros());
    if (gap != null) {
      LOG.info("camera {}: analysed again after {}", lane.stream(), gap.cause());
      dispatcher.gap(gap);
    }
  }

  // Workers coming

  private void startMissing() {
    int wanted = limits.spare() ? 2 : 1;
    long usable =
        sessions.stream().filter(session -> session.state() != WorkerState.RETIRING).count();
    boolean oneStarts =
        sessions.stream().anyMatch(session -> session.state() == WorkerState.STARTING);
    if (usable < wanted && !oneStarts && backoff.mayStart(ticker.nanos())) {
      startOne();
    }
  }

  private void startOne() {
    try {
      Set<Integer> taken = new HashSet<>();
      sessions.forEach(session -> taken.add(session.slot));
      WorkerSession session = starter.start(taken);
      sessions.add(session);
      session.process.onCrash(() -> mailbox.post(() -> crashing(session)));
      session.process.onExit(() -> mailbox.post(() -> exited(session)));
    } catch (IOException e) {
      backoff.failed(ticker.nanos());
      LOG.error("the analytics worker cannot be started: {}", e.getMessage());
      health = new Health(false, "the analytics worker cannot be started: " + e.getMessage());
    }
  }

  private void connected(WorkerSession session, Hello hello, FrameChannel channel) {
    if (!sessions.contains(session)) {
      channel.close();
      return;
    }
    if (hello.getRole() == Role.ROLE_CONTROL) {
      session.connectControl(channel, hello.getModelsList());
    } else {
      session.connectMedia(channel);
    }
    if (session.isConnected()) {
      ready(session);
    }
  }

  private void ready(WorkerSession session) {
    session.heardNanos = ticker.nanos();
    if (session.state() == WorkerState.STARTING) {
      session.become(WorkerState.READY);
      session.readyNanos = ticker.nanos();
      lastFailure = "";
      LOG.info("{} is ready, models: {}", session, session.models);
      promote();
    } else if (session == active) {
      LOG.info("{} is back", session);
      startLanes(session);
    }
    refreshHealth();
  }

  private void promote() {
    if (active != null || closing) {
      return;
    }
    WorkerSession next = spare();
    if (next == null) {
      return;
    }
    next.become(WorkerState.ACTIVE);
    active = next;
    long now = ticker.epochMicros();
    lanes.values().forEach(lane -> dispatcher.takeover(lane.stream(), now));
    startLanes(next);
    refreshHealth();
  }

  private @Nullable WorkerSession spare() {
    return sessions.stream()
        .filter(session -> session.state() == WorkerState.READY && session.isConnected())
        .findFirst()
        .orElse(null);
  }

  // Workers going

  private void disconnected(WorkerSession session, FrameChannel channel) {
    if (channel != session.control() && channel != session.media()) {
      return;
    }
    boolean first = session.isConnected();
    session.disconnect(channel, ticker.nanos());
    if (session == active && session.process.isAlive() && first) {
      LOG.info("{} hung up", session);
      stopLanes(session, "the connection to " + session + " was lost");
    }
    exitIfHeardOut(session);
  }

  /** The spare takes over while the worker still writes down why it dies. */
  private void crashing(WorkerSession session) {
    suspect(session);
    if (session == active) {
      stopLanes(session, session + " " + session.process.ending());
      active = null;
      promote();
      refreshHealth();
    }
  }

  /** What the worker said before it died may still be on its way: the control reader ends first. */
  private void exited(WorkerSession session) {
    session.exitedNanos = ticker.nanos();
    session.exited = true;
    exitIfHeardOut(session);
  }

  private void exitIfHeardOut(WorkerSession session) {
    if (session.exited && session.control() == null) {
      bury(session);
    }
  }

  private void bury(WorkerSession session) {
    if (!sessions.remove(session)) {
      return;
    }
    starter.forget(session);
    session.detach(ticker.nanos());
    WorkerState before = session.state();
    session.become(WorkerState.ENDED);
    if (before != WorkerState.RETIRING && !closing) {
      LOG.warn("{} {}", session, session.process.ending());
      backoff.failed(ticker.nanos(), session.usefulNanos(ticker.nanos()));
      lastFailure = "; the one before " + session.process.ending();
      suspect(session);
    }
    if (session == active) {
      String cause = session + " " + session.process.ending();
      stopLanes(session, cause);
      lanes.values().forEach(lane -> lane.explainGap(cause));
      active = null;
      promote();
    }
    tick();
  }

  /** Looks once for the unit that ended a worker. */
  private void suspect(WorkerSession session) {
    if (!session.suspected) {
      session.suspected = true;
      suspicion.died(session.given(), session.process.end());
    }
  }

  private void watch(WorkerSession session) {
    long now = ticker.nanos();
    if (session.exited) {
      if (now - session.exitedNanos > EXIT_NANOS) {
        bury(session);
      }
      return;
    }
    switch (session.state()) {
      case RETIRING -> {
        if (now - session.retireByNanos >= 0) {
          session.process.kill();
        }
      }
      case READY, ACTIVE -> {
        watchConnection(session, now);
        watchMemory(session);
      }
      case STARTING, ENDED -> {}
    }
  }

  private void watchConnection(WorkerSession session, long now) {
    if (!session.isConnected()) {
      if (now - session.detachedNanos > limits.reconnect().toNanos()) {
        kill(session, "lost its connections");
      }
    } else if (!session.handingOver && now - session.heardNanos > limits.silence().toNanos()) {
      kill(session, "has said nothing for " + limits.silence().toSeconds() + " s");
    } else {
      watchDecoders(session, now);
    }
  }

  private void watchDecoders(WorkerSession session, long now) {
    session.feeds.forEach(
        (lane, feed) -> {
          if (!session.suspected
              && feed.inFlight().decodingNanos(now) > limits.decode().toNanos()) {
            session.suspected = true;
            suspicion.hangs(lane, feed.inFlight());
            kill(session, "hangs at one access unit");
          }
        });
  }

  private static void kill(WorkerSession session, String why) {
    LOG.warn("{} {}; it is ended", session, why);
    session.process.kill();
  }

  private void watchMemory(WorkerSession session) {
    long resident = ResidentSet.ofProcess(session.process.pid());
    if (resident <= limits.residentBytes()) {
      return;
    }
    if (session == active && spare() != null) {
      LOG.warn("{} has grown to {} MiB; its spare takes over", session, resident >> 20);
      retire(session, "the analytics worker was exchanged at " + (resident >> 20) + " MiB");
      active = null;
      promote();
    } else if (session != active || resident > limits.residentBytes() / 2 * 3) {
      kill(session, "has grown to " + (resident >> 20) + " MiB");
    }
  }

  /** Lets it finish its tracks; it is ended when it has, or when its time is over. */
  private void retire(WorkerSession session, String cause) {
    stopLanes(session, cause);
    session.become(WorkerState.RETIRING);
    session.retireByNanos = ticker.nanos() + limits.finish().toNanos();
    session.closeLanes(Set.copyOf(session.feeds.keySet()));
    endIfFinished(session);
  }

  private void laneClosed(WorkerSession session, int lane) {
    if (session.state() == WorkerState.RETIRING) {
      session.closing.remove(lane);
      endIfFinished(session);
    }
  }

  private void endIfFinished(WorkerSession session) {
    if (session.closing.isEmpty()) {
      session.shutDown();
      session.retireByNanos = ticker.nanos() + EXIT_NANOS;
    }
  }

  private void beginClosing() {
    closing = true;
    for (WorkerSession session : List.copyOf(sessions)) {
      if (session == active) {
        retire(session, "the engine stops");
        active = null;
      } else if (session.state() != WorkerState.RETIRING) {
        session.process.kill();
      }
    }
  }

  private void refreshHealth() {
    WorkerSession worker = active;
    if (worker != null && worker.isConnected()) {
      String spare = spare() == null ? "no spare yet" : "a spare stands by";
      health =
          new Health(
              true,
              "%s has %d lanes, %s; models: %s"
                  .formatted(worker, lanes.size(), spare, worker.models));
    } else if (sessions.stream().anyMatch(session -> session.state() == WorkerState.STARTING)) {
      health = new Health(false, "the analytics worker is starting" + lastFailure);
    } else if (health.up()) {
      health = new Health(false, "the analytics worker is being replaced");
    }
  }

  /** What a feed says becomes a command. */
  private final class FeedWatcher implements LaneFeed.Watcher {
    private final WorkerSession session;
    private final FrameChannel media;
    private final Lane lane;

    FeedWatcher(WorkerSession session, FrameChannel media, Lane lane) {
      this.session = session;
      this.media = media;
      this.lane = lane;
    }

    @Override
    public void ended() {
      mailbox.post(() -> streamEnded(session, lane));
    }

    @Override
    public void gap(Gap gap) {
      dispatcher.gap(gap);
    }

    @Override
    public void failed(IOException cause) {
      LOG.debug("media connection of {} failed", session, cause);
      mailbox.post(() -> disconnected(session, media));
    }
  }

  /** What connections say becomes a command. */
  private final class Events implements WorkerStarter.Events, ControlReader.Watcher {
    @Override
    public void connected(WorkerSession session, Hello hello, FrameChannel channel)
        throws IOException, InterruptedException {
      mailbox.post(() -> Supervisor.this.connected(session, hello, channel));
      try {
        if (hello.getRole() == Role.ROLE_CONTROL) {
          new ControlReader(session, lanes::get, dispatcher, ticker, this).readAll(channel);
        } else {
          channel.receive(Hello.parser());
        }
      } finally {
        mailbox.post(() -> disconnected(session, channel));
      }
    }

    @Override
    public void laneOpened(WorkerSession session, int lane) {
      mailbox.post(() -> Supervisor.laneOpened(session, lane));
    }

    @Override
    public void firstDecoded(WorkerSession session, int lane) {
      mailbox.post(() -> endGap(session, lane));
    }

    @Override
    public void laneClosed(WorkerSession session, int lane) {
      mailbox.post(() -> Supervisor.this.laneClosed(session, lane));
    }
  }
}
