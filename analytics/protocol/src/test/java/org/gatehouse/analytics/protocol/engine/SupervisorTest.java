package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers without a process, in a time that goes on when the test says so. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SupervisorTest {
  private static final LaneSpec LANE = new LaneSpec(Units.GATE, LaneKind.VEHICLE, List.of("CN"));

  private final Clock clock = new Clock();
  private final FakeHost host = new FakeHost("here", clock);
  private final BlockingQueue<WorkerHost.Events> events = new LinkedBlockingQueue<>();
  private final Heard heard = new Heard();
  private final FakeStream stream = new FakeStream(Units.GATE);

  private Supervisor supervisor() throws Exception {
    return new Supervisor(
        told -> {
          events.add(told);
          return List.of(host);
        },
        Limits.of(AnalyticsBudget.usual()),
        clock,
        heard);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private WiredWorker connect(WorkerSession session) {
    return new WiredWorker(events.element(), session).connect();
  }

  @Test
  void workerThatDoesNotStart_isEndedForThatAndAnotherOneTried() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.start();
    WorkerSession first = Heard.next(host.started);
    clock.pass(Duration.ofSeconds(121));
    WorkerSession second = host.started.poll();
    while (second == null) {
      // While that time passed, the supervisor's first look may have been under way.
      clock.pass(Duration.ofSeconds(1));
      second = host.started.poll(1, TimeUnit.SECONDS);
    }
    assertThat(first.body.isAlive()).isFalse();
    assertThat(second.body.isAlive()).isTrue();
    while (!supervisor.health().detail().contains("did not start within 120 s")) {
      Thread.onSpinWait();
    }
    supervisor.close();
    assertThat(second.body.isAlive()).isFalse();
  }

  @Test
  void workerThatIsGone_keepsNothingOfWhatItWasGiven() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.open(LANE, stream, null);
    supervisor.start();
    WorkerSession session = Heard.next(host.started);
    WiredWorker worker = connect(session);
    stream.publish(Units.unit(1, true, "key"));
    MediaUnit given = Heard.next(worker.units);
    InFlight inFlight = Objects.requireNonNull(session.feeds.get(given.getLane())).inFlight();
    worker.decoding(given);
    await(() -> inFlight.inDecoder() != null);
    worker.die();
    await(session.feeds::isEmpty);
    assertThat(inFlight.inDecoder()).isNull();
    assertThat(inFlight.last()).isNull();
    assertThat(inFlight.stalledNanos(clock.nanos())).isZero();
    supervisor.close();
  }

  @Test
  void laneThatWaitsLongForTheFirstWorker_isToldAsAGapFromItsOpening() throws Exception {
    Supervisor supervisor = supervisor();
    long opened = clock.epochMicros();
    supervisor.open(LANE, stream, null);
    supervisor.start();
    WorkerSession session = Heard.next(host.started);
    clock.pass(Duration.ofSeconds(30));
    connect(session);
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap)
        .isEqualTo(new Gap(Units.GATE, opened, clock.epochMicros(), "analysis is not ready yet"));
    supervisor.close();
  }

  @Test
  void workerThatDiesBeforeItDecodedAnything_gapFromTheFirstUnitOnAndNoneForTheUsualStart()
      throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.open(LANE, stream, null);
    supervisor.start();
    WorkerSession first = Heard.next(host.started);
    clock.pass(Duration.ofSeconds(7));
    WiredWorker worker = connect(first);
    long sent = clock.epochMicros();
    stream.publish(Units.unit(sent, true, "key"));
    Heard.next(worker.units);
    worker.die();
    await(first.feeds::isEmpty);
    WiredWorker next = connect(Heard.next(host.started));
    next.decoded(Heard.next(next.units));
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap.fromMicros()).isEqualTo(sent);
    assertThat(gap.cause()).contains("exited with code 1");
    assertThat(heard.gaps).isEmpty();
    supervisor.close();
  }

  @Test
  void wallClockIsSetBack_gapsHaveTheirLengthAndPassagesAreToldOnce() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.open(LANE, stream, null);
    supervisor.start();
    WorkerSession first = Heard.next(host.started);
    WiredWorker worker = connect(first);
    long stamp = clock.epochMicros() + TimeUnit.HOURS.toMicros(1);
    stream.publish(Units.unit(stamp, true, "before the clock was set back"));
    MediaUnit given = Heard.next(worker.units);
    worker.decoding(given);
    worker.decoded(given);
    worker.passage(given, "A1");
    Heard.next(heard.passages);
    stream.publish(Units.unit(stamp + 500_000, true, "after"));
    Heard.next(worker.units);
    worker.die();
    await(first.feeds::isEmpty);
    WiredWorker next = connect(Heard.next(host.started));
    MediaUnit again = Heard.next(next.units);
    next.decoded(again);
    next.passage(again, "A1");
    next.passage(again, "B2");
    assertThat(Heard.next(heard.passages).plate().text()).isEqualTo("B2");
    Gap gap = Heard.next(heard.gaps);
    assertThat(gap.fromMicros()).isEqualTo(stamp);
    assertThat(gap.toMicros()).isEqualTo(stamp + 500_000);
    supervisor.close();
  }

  private static final class Clock implements Ticker {
    private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));

    void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    public long epochMicros() {
      return TimeUnit.NANOSECONDS.toMicros(nanos.get());
    }
  }
}
