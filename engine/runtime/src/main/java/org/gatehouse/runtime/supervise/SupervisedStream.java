package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a camera: its session, or the wait for the next. Owned by the supervisor thread;
 * only {@link #status} may be called from elsewhere.
 */
final class SupervisedStream implements Attempt.Heard {
  private static final Duration GOOD_WHILE = Duration.ofSeconds(30);
  private static final Duration HURRY_AT_MOST_EVERY = Duration.ofSeconds(5);
  private static final Duration SECRET_AGAIN = Duration.ofSeconds(10);
  private static final Duration SIBLING_ANSWERS = Duration.ofSeconds(1);
  private static final long HURRY_JITTER_MILLIS = 500;
  private static final String BEFORE_THE_START =
      "refused, or cut off by the engine's end, before its last start";

  private final StreamId id;
  private final StreamPlan plan;
  private final CredentialBudget credentials;
  private final Surroundings around;
  private final Backoff backoff;
  private final StreamCounters counters = new StreamCounters();
  private final RateMeter rates;
  private final FaultLog log = new FaultLog();

  private CameraSpec spec;
  private @Nullable Attempt attempt;
  private @Nullable CameraSession session;
  private long turn;
  private boolean stillPicture;
  private boolean failing;
  private long failedAtNanos;
  private long hurriedAtNanos;
  private long streamingSinceNanos;
  private long secretReadNanos;
  private volatile Standing standing;

  /** The part of the status that changes by the supervisor's doing. */
  private record Standing(State state, Instant since, String detail, Place place, long sessions) {
    long reconnects() {
      return Math.max(0, sessions - 1);
    }
  }

  SupervisedStream(
      StreamId id,
      StreamPlan plan,
      CameraSpec first,
      @Nullable String group,
      CredentialBudget credentials,
      Surroundings around) {
    this.id = id;
    this.plan = plan;
    this.spec = first;
    this.credentials = credentials;
    this.around = around;
    this.backoff = new Backoff(around.random());
    this.rates = new RateMeter(counters, around.ticker().nanos());
    this.hurriedAtNanos = nanos() - HURRY_AT_MOST_EVERY.toNanos();
    this.standing =
        new Standing(State.IDLE, around.now(), "opened when somebody looks", place(group), 0);
  }

  private long nanos() {
    return around.ticker().nanos();
  }

  private Place place(@Nullable String group) {
    return new Place(group, String.valueOf(spec.url().getHost()));
  }

  /** How it is now. Any thread. */
  CameraStatus status() {
    Standing at = standing;
    boolean receiving = at.state == State.STREAMING || at.state == State.FROZEN;
    RateMeter.Rates rate = rates.rates();
    return new CameraStatus(
        id.camera(),
        at.state,
        at.since,
        at.detail,
        at.place,
        counters.parameters(),
        counters.sound(),
        receiving ? rate.framesPerSecond() : 0,
        receiving ? rate.bitsPerSecond() : 0,
        at.reconnects(),
        counters.bytes(),
        counters.accessUnits(),
        counters.lostPackets(),
        counters.garbage(),
        counters.clock());
  }

  StreamId id() {
    return id;
  }

  Place place() {
    return standing.place;
  }

  /** The label of its switch changed; nothing else did. */
  void move(@Nullable String group) {
    Standing at = standing;
    standing = new Standing(at.state, at.since, at.detail, place(group), at.sessions);
  }

  private void enter(State state, String detail) {
    Standing at = standing;
    Instant since = state == at.state ? at.since : around.now();
    standing = new Standing(state, since, detail, at.place, at.sessions);
    around.changed().accept(this);
  }

  /** Opens a session if there is none and none is on its way. */
  void open() {
    if (standing.state == State.IDLE) {
      enter(State.CONNECTING, "about to connect");
      startIn(Duration.ZERO);
    }
  }

  /** Waits, then takes its place at the gate. */
  private void startIn(Duration delay) {
    turn++;
    long mine = turn;
    around.loop().schedule(delay, () -> around.gate().pass(() -> begin(mine)));
  }

  private void begin(long mine) {
    if (mine != turn) {
      return;
    }
    try {
      spec = plan.spec().get();
    } catch (ConfigException e) {
      unreadable(e);
      return;
    }
    Optional<CredentialBudget.Use> use = credentials.begin(spec);
    if (use.isPresent()) {
      onceRecorded(mine, use.get());
    } else if (credentials.spent()) {
      giveUp(credentials.inherited() ? BEFORE_THE_START : "refused already on another stream");
    } else {
      startIn(SIBLING_ANSWERS);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it only waits for the disk, and never fails
  private void onceRecorded(long mine, CredentialBudget.Use use) {
    use.recorded().thenRun(() -> around.loop().execute(() -> go(mine, use)));
  }

  private void go(long mine, CredentialBudget.Use use) {
    if (mine == turn) {
      connect(use);
    } else {
      use.ended();
    }
  }

  private void connect(CredentialBudget.Use use) {
    Attempt next =
        new Attempt(
            plan.writer(),
            counters,
            around.loop(),
            use,
            this,
            notice -> around.notices().accept(id.camera(), notice));
    attempt = next;
    Standing at = standing;
    standing =
        new Standing(at.state, at.since, at.detail, place(at.place.group()), at.sessions + 1);
    enter(State.CONNECTING, "connecting to " + where());
    session = around.adapters().of(spec).open(spec, next);
  }

  private void unreadable(ConfigException e) {
    String detail = "camera %s: %s; looking again in 10 s".formatted(name(), e.getMessage());
    enter(State.WAITING, detail);
    log.fault(CameraFault.Kind.UNAUTHORIZED, detail, nanos());
    startIn(SECRET_AGAIN);
  }

  /** Forgets what went wrong and tries again at once; does nothing while a session is open. */
  void restart() {
    State state = standing.state;
    if (attempt == null && state != State.STOPPED && state != State.IDLE) {
      backoff.reset();
      startIn(Duration.ZERO);
    }
  }

  /** True while it waits for its next try. */
  boolean waiting() {
    return attempt == null && (standing.state == State.WAITING || standing.state == State.STALLED);
  }

  /** When its outage began; only to be asked while it waits or has just come back. */
  long failedAtNanos() {
    return failedAtNanos;
  }

  /** Ends its wait, for there is reason to think that it would be answered. */
  void hurry() {
    long now = nanos();
    if (waiting() && now - hurriedAtNanos >= HURRY_AT_MOST_EVERY.toNanos()) {
      hurriedAtNanos = now;
      startIn(Duration.ofMillis(around.random().nextLong(HURRY_JITTER_MILLIS)));
    }
  }

  /** Nobody wants it any more: leaves the camera until somebody does. */
  @SuppressWarnings("FutureReturnValueIgnored") // whoever opens it again does not wait for the end
  void idle() {
    if (standing.state != State.STOPPED && standing.state != State.IDLE) {
      leave(State.IDLE, "opened when somebody looks");
    }
  }

  /** Leaves the camera for good. The result completes once the session has ended. */
  CompletableFuture<?> stop() {
    return leave(State.STOPPED, "stopped");
  }

  private CompletableFuture<?> leave(State state, String detail) {
    turn++;
    Attempt last = attempt;
    CameraSession open = session;
    attempt = null;
    session = null;
    enter(state, detail);
    if (last != null) {
      last.drop();
    }
    if (open != null) {
      open.close();
    }
    return last == null ? CompletableFuture.completedFuture(null) : last.ended();
  }

  /** Once a second. */
  void tick() {
    long now = nanos();
    rates.look(now);
    if (standing.state == State.STREAMING && now - streamingSinceNanos >= GOOD_WHILE.toNanos()) {
      backoff.reset();
    }
    boolean due = now - secretReadNanos >= SECRET_AGAIN.toNanos();
    if (standing.state == State.FAILED && due) {
      secretReadNanos = now;
      tryChangedSecret();
    }
  }

  private void tryChangedSecret() {
    try {
      if (credentials.differs(plan.spec().get())) {
        enter(State.WAITING, "its credentials changed; trying them");
        restart();
      }
    } catch (ConfigException e) {
      log.fault(CameraFault.Kind.UNAUTHORIZED, name() + ": " + e.getMessage(), nanos());
    }
  }

  /** The picture watch came to a judgement; it holds until the next one. */
  void picture(boolean still, String detail) {
    stillPicture = still;
    if (standing.state == State.STREAMING && still) {
      enter(State.FROZEN, detail);
    } else if (standing.state == State.FROZEN && !still) {
      enter(State.STREAMING, "streaming from " + where());
    }
  }

  @Override
  public void state(Attempt from, SessionState state) {
    if (from != attempt) {
      return;
    }
    switch (state) {
      case NEGOTIATING -> enter(State.CONNECTING, "connected to " + where() + ", asking for video");
      case STREAMING -> enter(State.CONNECTING, "waiting for the first picture");
      case CONNECTING, CLOSED -> {}
    }
  }

  @Override
  public void firstUnit(Attempt from) {
    if (from != attempt) {
      return;
    }
    streamingSinceNanos = nanos();
    if (failing) {
      around.wave().recovered(this);
      failing = false;
    }
    enter(State.STREAMING, "streaming from " + where());
    log.recovered("camera " + name() + ": streaming " + counters.parameters());
    if (stillPicture) {
      picture(
          true, "the picture stood still before the connection was lost, and is not judged yet");
    }
  }

  @Override
  public void closed(Attempt from, CameraFault fault) {
    if (from != attempt) {
      return;
    }
    rates.look(nanos());
    attempt = null;
    session = null;
    if (!failing) {
      failing = true;
      failedAtNanos = nanos();
    }
    if (credentials.spent()) {
      giveUp(fault.seen());
    } else {
      tryAgain(fault);
    }
  }

  private void giveUp(String seen) {
    String detail =
        "wrong password for camera %s at %s: %d refusals (%s), not trying again so that the camera does not lock us out; correct its username and password, or have them tried again by ./gatehouse cameras restart %s"
            .formatted(name(), where(), credentials.refusals(), seen, id.camera());
    enter(State.FAILED, detail);
    secretReadNanos = nanos();
    log.fault(CameraFault.Kind.UNAUTHORIZED, detail, nanos());
  }

  private void tryAgain(CameraFault fault) {
    boolean hopeless = fault.kind() == CameraFault.Kind.UNSUPPORTED_CODEC;
    Duration wait = hopeless ? backoff.slow(nanos()) : backoff.next(nanos());
    String again = String.format(Locale.ROOT, "; trying again in %.1f s", wait.toMillis() / 1000.0);
    boolean stalled = fault.kind() == CameraFault.Kind.STALLED;
    enter(stalled ? State.STALLED : State.WAITING, fault + again);
    log.fault(fault.kind(), "camera " + name() + " at " + where() + ": " + fault + again, nanos());
    startIn(wait);
  }

  private String name() {
    return id.name().equals("main") ? id.camera().value() : id.toString();
  }

  private String where() {
    String host = spec.url().getHost();
    int port = spec.url().getPort();
    return port < 0 ? String.valueOf(host) : host + ":" + port;
  }
}
