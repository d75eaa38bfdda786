package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

/** The thread of a barrier, with a driver that takes its time. */
class BarrierLineTest {
  private final FakeTicker ticker = new FakeTicker();
  private final AtomicBoolean told = new AtomicBoolean();
  private final CompletableFuture<BarrierAnswer> answer = new CompletableFuture<>();

  /** Whose loop is free, after that long. */
  private BarrierDriver driver(Duration takes) {
    return new BarrierDriver() {
      @Override
      public BarrierAnswer tell(BarrierOrder order, Runnable sent) {
        told.set(true);
        return new BarrierAnswer.Done();
      }

      @Override
      public BarrierState state() {
        ticker.advance(takes);
        return new BarrierState(Position.OPEN, Loop.FREE);
      }

      @Override
      public boolean hasLoop() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private final BarrierLine.Listener listener =
      new BarrierLine.Listener() {
        @Override
        public void sent(UUID order) {}

        @Override
        public void answered(UUID order, BarrierAnswer said) {
          answer.complete(said);
        }

        @Override
        public void heard(BarrierState state) {}

        @Override
        public void unheard(String why) {}
      };

  private BarrierAnswer close(Duration takes) throws Exception {
    try (BarrierLine line = new BarrierLine("north", driver(takes), listener, ticker)) {
      line.order(new BarrierOrder(UUID.randomUUID(), BarrierAction.CLOSE, Duration.ZERO));
      line.start();
      return answer.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void order_closeWhoseLoopIsFree_isTold() throws Exception {
    assertThat(close(Duration.ofSeconds(1))).isEqualTo(new BarrierAnswer.Done());
  }

  @Test
  void order_closeWhoseLoopTookTooLong_isNotTold() throws Exception {
    assertThat(close(Duration.ofSeconds(3)))
        .isEqualTo(new BarrierAnswer.Failed("it was not sent: the barrier was busy for too long"));
    assertThat(told).isFalse();
  }
}
