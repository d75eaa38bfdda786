package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Keeps workers at the lanes and one standing by. When one dies, hangs or grows too large, that one
 * takes its lanes at once and a new one is started to stand by.
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
  private final Roster roster;
  private final Mailbox mailbox = new Mailbox();
  private final Quarantine quarantine = new Quarantine();
  private final Suspicion suspicion;
  private final WorkerWatch watch;

  /** Lanes by number; written by the supervisor, read by control readers. */
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

  private final List<Seat> seats = new ArrayList<>();
  private boolean closing;
  private String lastFailure = "";
  private volatile Health health = new Health(false, "not started");
  private final CountDownLatch ended = new CountDownLatch(1);

  /** What opens the places where workers run. */
  interface Hosts {
    List<WorkerHost> open(WorkerHost.Events events) throws IOException;
  }

  Supervisor(Hosts hosts, Limits limits, Ticker ticker, AnalyticsListener listener)
      throws IOException {
    this.limits = limits;
    this.ticker = ticker;
    this.watch = new WorkerWatch(limits);
    this.dispatcher = new Dispatcher(listener);
    this.suspicion = new Suspicion(quarantine, lanes::get, ticker);
    this.roster = new Roster(hosts.open(new Events()), limits.spare(), ticker);
    for (WorkerHost host : roster.hosts()) {
      for (int i = 0; i < host.workers(); i++) {
        seats.add(new Seat(seats.size(), host));
      }
    }
  }

  void start() {
    dispatcher.start();
    Thread.ofVirtual().name("analytics-supervisor").start(this::run);
  }

  /** Any thread. */
  void open(LaneSpec spec, StreamSource source, @Nullable StreamSource smaller) {
    mailbox.post(
        () -> {
          Lane lane = addLane(spec, source, null);
          if (lane != null && smaller != null) {
            lane.demand = new Demand(ticker.nanos());
            addLane(spec.of(smaller.id()), smaller, lane);
          }
        });
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
      while (!(closing && roster.isEmpty())) {
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
      roster.close();
      health = new Health(false, "stopped");
      ended.countDown();
    }
  }

  private void tick() {
    roster.all().forEach(this::watch);
    if (!closing) {
      startMissing();
    }
    refreshHealth();
  }

  // Lanes

  /**
   * Takes a lane up.
   *
   * @param larger which it only looks out for; null for others
   */
  private @Nullable Lane addLane(LaneSpec spec, StreamSource source, @Nullable Lane larger) {
    if (closing) {
      return null;
    }
    Lane lane = new Lane(lanes.size() + 1, spec, source);
    lane.larger = larger;
    lane.opened(ticker.epochMicros());
    Seat seat = larger == null || larger.seat == null ? lightest() : larger.seat;
    lane.seat = seat;
    lanes.put(lane.number, lane);
    WorkerSession worker = seat.worker;
    if (worker != null && seat.isServed()) {
      startLane(worker, lane);
    }
    shareCores();
    return lane;
  }

  private Seat lightest() {
    return seats.stream()
        .min(Comparator.comparingInt(seat -> seat.weight(lanes.values())))
        .orElseThrow(() -> new IllegalStateException("no place for any worker"));
  }

  /** What a place has is shared by its workers as their lanes weigh. */
  private void shareCores() {
    for (Seat seat : seats) {
      WorkerSession worker = seat.worker;
      if (worker != null) {
        int own = seat.weight(lanes.values());
        int all =
            seats.stream()
                .filter(other -> other.worker != null && other.worker.host == worker.host)
                .mapToInt(other -> other.weight(lanes.values()))
                .sum();
        worker.share(all == 0 ? worker.host.cores() : worker.host.cores() * own / all);
      }
    }
  }

  private void startLanes(WorkerSession worker) {
    lanes.values().stream()
        .filter(lane -> worker.seat != null && worker.seat.has(lane))
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

  private void laneOpened(WorkerSession worker, int number) {
    LaneFeed feed = worker.feeds.get(number);
    Lane lane = lanes.get(number);
    if (feed != null && lane != null) {
      feed.start();
      tell(lane, lane.takenUp(ticker.epochMicros()));
    }
  }

  private void stopLanes(WorkerSession worker, String cause) {
    lanes.values().stream()
        .filter(lane -> worker.seat != null && lane.seat == worker.seat)
        .forEach(lane -> lane.stopFeed(cause));
    worker.feeds.values().forEach(LaneFeed::stop);
  }

  private void streamEnded(WorkerSession worker, Lane lane) {
    lane.ended = true;
    if (worker.seat != null) {
      worker.closeLane(lane.number);
    }
    shareCores();
  }

  private void endGap(WorkerSession session, int number) {
    Lane lane = lanes.get(number);
    if (lane == null || session.seat == null || session.seat != lane.seat) {
      return;
    }
    tell(lane, lane.endGap(lane.nowMicros(ticker.epochMicros())));
  }

  private void tell(Lane lane, @Nullable Gap gap) {
    if (gap != null && lane.larger == null) {
      LOG.info("camera {}: analysed after {}", lane.stream(), gap.cause());
      dispatcher.gap(gap);
    }
  }

  // Workers coming

  private void startMissing() {
    for (WorkerHost host : roster.hosts()) {
      if (roster.wantsMore(host)) {
        startOne(host);
      }
    }
  }

  private void startOne(WorkerHost host) {
    try {
      WorkerSession session = roster.start(host);
      session.body.onCrash(() -> mailbox.post(() -> crashing(session)));
      session.body.onExit(() -> mailbox.post(() -> exited(session)));
    } catch (IOException e) {
      LOG.error("the analytics worker cannot be started: {}", e.getMessage());
      health = new Health(false, "the analytics worker cannot be started: " + e.getMessage());
    }
  }

  private void connected(WorkerSession session, Hello hello, FrameChannel channel) {
    if (!roster.has(session)) {
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
    } else if (session.seat != null) {
      LOG.info("{} is back", session);
      startLanes(session);
    }
    refreshHealth();
  }

  private void promote() {
    for (Seat seat : seats) {
      WorkerSession next = seat.worker != null || closing ? null : roster.spareFor(seat.host);
      if (next != null) {
        promote(next, seat);
      }
    }
    refreshHealth();
  }

  private void promote(WorkerSession next, Seat seat) {
    next.become(WorkerState.ACTIVE);
    next.seat = seat;
    seat.worker = next;
    long wall = ticker.epochMicros();
    lanes.values().stream()
        .filter(seat::has)
        .forEach(lane -> dispatcher.takeover(lane.stream(), next.number, lane.nowMicros(wall)));
    shareCores();
    startLanes(next);
  }

  /** Its lanes wait for another one. */
  private static void vacate(WorkerSession session) {
    if (session.seat != null) {
      session.seat.worker = null;
      session.seat = null;
    }
  }

  // Workers going

  private void disconnected(WorkerSession session, FrameChannel channel) {
    if (channel != session.control() && channel != session.media()) {
      return;
    }
    boolean first = session.isConnected();
    session.disconnect(channel, ticker.nanos());
    if (session.seat != null && session.body.isAlive() && first) {
      LOG.info("{} hung up", session);
      stopLanes(session, "the connection to " + session + " was lost");
    }
    exitIfHeardOut(session);
  }

  /** The spare takes over while the worker still writes down why it dies. */
  private void crashing(WorkerSession session) {
    suspect(session);
    if (session.seat != null) {
      stopLanes(session, session + " " + session.body.end().words());
      vacate(session);
      promote();
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
    if (!roster.forget(session)) {
      return;
    }
    String ending = session.ending();
    session.detach(ticker.nanos());
    WorkerState before = session.state();
    session.become(WorkerState.ENDED);
    if (before != WorkerState.RETIRING && !closing) {
      LOG.warn("{} {}", session, ending);
      roster.failed(session);
      lastFailure = "; the one before " + ending;
      suspect(session);
    }
    Seat seat = session.seat;
    if (seat != null) {
      String cause = session + " " + ending;
      stopLanes(session, cause);
      lanes.values().stream().filter(seat::has).forEach(lane -> lane.explainGap(cause));
      vacate(session);
      promote();
    }
    session.endFeeds();
    tick();
  }

  /** Looks once for the unit that ended a worker. */
  private void suspect(WorkerSession session) {
    if (!session.suspected) {
      session.suspected = true;
      suspicion.died(session.given(), session.body.end());
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
    switch (watch.look(session, now, roster.spareFor(session.host) != null)) {
      case WorkerWatch.Fine() -> {}
      case WorkerWatch.Over() -> session.body.kill();
      case WorkerWatch.End(String why) -> kill(session, why);
      case WorkerWatch.Hangs(int lane, InFlight given) -> {
        session.suspected = true;
        suspicion.hangs(lane, given);
        kill(session, "hangs at one access unit");
      }
      case WorkerWatch.Exchange(long resident) -> {
        LOG.warn("{} has grown to {} MiB; its spare takes over", session, resident >> 20);
        retire(session, "the analytics worker was exchanged at " + (resident >> 20) + " MiB");
        promote();
      }
    }
  }

  private static void kill(WorkerSession session, String why) {
    if (session.endedFor.isEmpty()) {
      LOG.warn("{} {}; it is ended", session, why);
      session.endedFor = why;
    }
    session.body.kill();
  }

  /** Lets it finish its tracks; it is ended when it has, or when its time is over. */
  private void retire(WorkerSession session, String cause) {
    stopLanes(session, cause);
    session.become(WorkerState.RETIRING);
    vacate(session);
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
    for (WorkerSession session : roster.all()) {
      if (session.seat != null) {
        retire(session, "the engine stops");
      } else if (session.state() != WorkerState.RETIRING) {
        session.body.kill();
      }
    }
  }

  private void refreshHealth() {
    List<Seat> served = seats.stream().filter(Seat::isServed).toList();
    boolean all =
        seats.stream().allMatch(seat -> seat.isServed() || seat.weight(lanes.values()) == 0);
    if (!served.isEmpty() && all) {
      health = new Health(true, served(served));
    } else if (roster.isStarting()) {
      health = new Health(false, "the analytics worker is starting" + lastFailure);
    } else if (health.up()) {
      health = new Health(false, "the analytics worker is being replaced");
    }
  }

  private String served(List<Seat> served) {
    StringBuilder words = new StringBuilder();
    String models = "";
    for (Seat seat : served) {
      long own =
          lanes.values().stream().filter(lane -> seat.has(lane) && lane.larger == null).count();
      words.append(seat.worker).append(" has ").append(own).append(" lanes, ");
      models = seat.worker == null ? models : seat.worker.models;
    }
    words.append(roster.hasSpare() ? "a spare stands by" : "no spare yet");
    return words.append("; models: ").append(models).toString();
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
  private final class Events implements WorkerHost.Events, ControlReader.Watcher {
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
      mailbox.post(() -> Supervisor.this.laneOpened(session, lane));
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
