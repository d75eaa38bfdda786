package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  /** What is not found is not read, voted on, decided, drawn and told. */
  @Test
  void run_longEnoughForOnePassage_findsTheDrawnVehicle() {
    AtomicLong millis = new AtomicLong();
    try (GateAnalyzers analyzers = new GateAnalyzers(ModelSet.load(1))) {
      Ticker ticker = ticking(millis);
      assertThat(new Rehearsal(analyzers, ticker).run(Duration.ofMillis(32), () -> true))
          .isEqualTo(2);
    }
  }

  @Test
  void run_noTime_endsAtOnce() {
    try (GateAnalyzers analyzers = new GateAnalyzers(ModelSet.load(1))) {
      Ticker ticker = ticking(new AtomicLong());
      assertThat(new Rehearsal(analyzers, ticker).run(Duration.ZERO, () -> true)).isZero();
    }
  }

  @Test
  void run_toldToStop_endsBeforeTheNextPicture() {
    AtomicInteger asked = new AtomicInteger();
    try (GateAnalyzers analyzers = new GateAnalyzers(ModelSet.load(1))) {
      Ticker ticker = ticking(new AtomicLong());
      new Rehearsal(analyzers, ticker).run(Duration.ofHours(1), () -> asked.incrementAndGet() < 4);
      assertThat(asked.get()).isLessThan(9);
    }
  }

  /** A millisecond passes with each look at the clock. */
  private static Ticker ticking(AtomicLong millis) {
    return new Ticker() {
      @Override
      public long nanos() {
        return millis.getAndIncrement() * 1_000_000;
      }

      @Override
      public long epochMicros() {
        return millis.get() * 1000;
      }
    };
  }
}
