package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a volume could take what is left out is judged by what it is seen to do. */
class HeadroomTest {
  private final FakeTicker ticker = new FakeTicker();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final TimedDisk disk = new TimedDisk(waiting::add, ticker);
  private final Headroom headroom = new Headroom(disk, ticker.nanos());

  @BeforeEach
  void fourStreamsAreWritten() {
    headroom.writing(4);
  }

  @Test
  void enoughFor_littleWork_isTrueAfterTwoSeconds() {
    assertThat(enoughForTwelve()).isFalse();
    pass(2, 0.1);
    assertThat(enoughForTwelve()).isTrue();
  }

  @Test
  void enoughFor_workThatWouldBeTooMuchWithAll_isFalse() {
    pass(2, 0.2);
    assertThat(enoughForTwelve()).isFalse();
  }

  @Test
  void enoughFor_nothingWritten_isAGuess() {
    headroom.writing(0);
    pass(2, 0);
    assertThat(enoughForTwelve()).isTrue();
    assertThat(headroom.seesWriting()).isFalse();
  }

  @Test
  void enoughFor_writesQuickButSomethingWaitsForTheDisk_isFalse() {
    disk.execute(() -> {});
    pass(2, 0.01);
    assertThat(enoughForTwelve()).isFalse();

    waiting.remove().run();
    assertThat(enoughForTwelve()).as("it has waited too long").isFalse();

    pass(1, 0);
    headroom.restart(ticker.nanos());
    pass(2, 0.01);
    assertThat(enoughForTwelve()).isTrue();
  }

  @Test
  void enoughFor_diskDoneAtOnce_isTrue() {
    disk.execute(() -> {});
    waiting.remove().run();
    pass(2, 0.01);
    assertThat(enoughForTwelve()).isTrue();
  }

  private boolean enoughForTwelve() {
    return headroom.enoughFor(12, ticker.nanos(), 0);
  }

  private void pass(int seconds, double busy) {
    Duration time = Duration.ofSeconds(seconds);
    ticker.advance(time);
    headroom.worked((long) (busy * time.toNanos()));
  }
}
