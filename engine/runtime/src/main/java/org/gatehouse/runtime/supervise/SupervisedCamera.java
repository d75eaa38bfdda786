package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its session, or the wait for the next. Owned by the supervisor thread; only {@link
 * #status} may be called from elsewhere.
 */
final class SupervisedCamera implements Attempt.Heard {
  private static final int MOST_REFUSALS = 2;
  private static final Duration GOOD_WHILE = Duration.ofSeconds(30);

  private final CameraSpec spec;
  private final CameraAdapter adapter;
  private final StreamWriter writer;
  private final SupervisorLoop loop;
  private final Ticker ticker;
  private final Backoff backoff;
  private final Consumer<CameraStatus> changed;
  private final StreamCounters counters = new StreamCounters();
  private final RateMeter rates;
  private final FaultLog log = new FaultLog();

  private @Nullable Attempt attempt;
  private @Nullable CameraSession session;
  private long turn;
  private int refusals;
  private long streamingSinceNanos;
  private volatile Standing standing;

  /** The part of the status that changes by the supervisor's doing. */
  private record Standing(State state, Instant since, String detail, long sessions) {
    long reconnects() {
      return Math.max(0, sessions - 1);
    }
  }

  SupervisedCamera(
      CameraSpec spec,
      CameraAdapter adapter,
      StreamWriter writer,
      SupervisorLoop loop,
      Ticker ticker,
      RandomGenerator random,
      Consumer<CameraStatus> changed) {
    this.spec = spec;
    this.adapter = adapter;
    this.writer = writer;
    this.loop = loop;
    this.ticker = ticker;
    this.backoff = new Backoff(random);
    this.changed = changed;
    this.rates = new RateMeter(counters, ticker.nanos());
    this.standing = new Standing(State.CONNECTING, now(), "about to connect", 0);
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  /** How it is now. Any thread. */
  CameraStatus status() {
    Standing at = standing;
    boolean streaming = at.state == State.STREAMING;
    RateMeter.Rates rate = rates.rates();
    return new CameraStatus(
        spec.stream().camera(),
        at.state,
        at.since,
        at.detail,
        counters.parameters(),
        streaming ? rate.framesPerSecond() : 0,
        streaming ? rate.bitsPerSecond() : 0,
        at.reconnects(),
        counters.bytes(),
        counters.accessUnits(),
        counters.lostPackets());
  }

  private void enter(State state, String detail) {
    Instant since = state == standing.state ? standing.since : now();
    standing = new Standing(state, since, detail, standing.sessions);
    changed.accept(status());
  }

  /** Opens the first session after a little while. */
  void startIn(Duration delay) {
    turn++;
    long mine = turn;
    loop.schedule(delay, () -> open(mine));
  }

  private void open(long mine) {
    if (mine != turn) {
      return;
    }
    Attempt next = new Attempt(writer, counters, loop, this);
    attempt = next;
    standing = new Standing(standing.state, standing.since, standing.detail, standing.sessions + 1);
    enter(State.CONNECTING, "connecting to " + where());
    session = adapter.open(spec, next);
  }

  /** Forgets what went wrong and tries again at once; does nothing while a session is open. */
  void restart() {
    if (attempt == null && standing.state != State.STOPPED) {
      refusals = 0;
      backoff.reset();
      startIn(Duration.ZERO);
    }
  }

  /** Leaves the camera for good. The result completes once the session has ended. */
  CompletableFuture<?> stop() {
    turn++;
    Attempt last = attempt;
    attempt = null;
    enter(State.STOPPED, "stopped");
    if (session != null) {
      session.close();
    }
    return last == null ? CompletableFuture.completedFuture(null) : last.ended();
  }

  /** Once a second. */
  void tick() {
    long nanos = ticker.nanos();
    rates.look(nanos);
    boolean streaming = standing.state == State.STREAMING;
    if (streaming && nanos - streamingSinceNanos >= GOOD_WHILE.toNanos()) {
      backoff.reset();
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
    if (from == attempt) {
      refusals = 0;
      streamingSinceNanos = ticker.nanos();
      enter(State.STREAMING, "streaming from " + where());
      log.recovered("camera " + name() + ": streaming " + counters.parameters());
    }
  }

  @Override
  public void closed(Attempt from, CameraFault fault) {
    if (from != attempt) {
      return;
    }
    tick();
    attempt = null;
    session = null;
    boolean refused = fault.kind() == CameraFault.Kind.UNAUTHORIZED;
    refusals += refused ? 1 : 0;
    if (refused && refusals >= MOST_REFUSALS) {
      giveUp(fault);
    } else {
      tryAgain(fault);
    }
  }

  private void giveUp(CameraFault fault) {
    String detail =
        "wrong password for camera %s at %s: %d refusals (%s), not trying again so that the camera does not lock us out; correct its username and password, then restart"
            .formatted(name(), where(), refusals, fault.seen());
    enter(State.FAILED, detail);
    log.fault(fault.kind(), detail, ticker.nanos());
  }

  private void tryAgain(CameraFault fault) {
    boolean hopeless = fault.kind() == CameraFault.Kind.UNSUPPORTED_CODEC;
    Duration wait = hopeless ? backoff.slow() : backoff.next();
    String again = String.format(Locale.ROOT, "; trying again in %.1f s", wait.toMillis() / 1000.0);
    boolean stalled = fault.kind() == CameraFault.Kind.STALLED;
    enter(stalled ? State.STALLED : State.WAITING, fault + again);
    log.fault(
        fault.kind(), "camera " + name() + " at " + where() + ": " + fault + again, ticker.nanos());
    startIn(wait);
  }

  private String name() {
    return spec.stream().camera().value();
  }

  private String where() {
    String host = spec.url().getHost();
    int port = spec.url().getPort();
    return port < 0 ? String.valueOf(host) : host + ":" + port;
  }
}
