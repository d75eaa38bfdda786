package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers without a process, in a time that goes on when the test says so. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SupervisorTest {
  private final Clock clock = new Clock();
  private final FakeHost host = new FakeHost("here", clock);

  @Test
  void workerThatDoesNotStart_isEndedForThatAndAnotherOneTried() throws Exception {
    Supervisor supervisor =
        new Supervisor(
            events -> List.of(host), Limits.of(AnalyticsBudget.usual()), clock, new Heard());
    supervisor.start();
    WorkerSession first = Heard.next(host.started);
    clock.pass(Duration.ofSeconds(121));
    WorkerSession second = Heard.next(host.started);
    assertThat(first.body.isAlive()).isFalse();
    assertThat(second.body.isAlive()).isTrue();
    while (!supervisor.health().detail().contains("did not start within 120 s")) {
      Thread.onSpinWait();
    }
    supervisor.close();
    assertThat(second.body.isAlive()).isFalse();
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
