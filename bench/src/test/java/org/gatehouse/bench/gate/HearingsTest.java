package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whose opening it was that a barrier heard of. What is in a queue already is not waited for. */
class HearingsTest {
  private static final String LANE = "lane-0";
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
  private final Hearings hearings = new Hearings(lane -> heard);

  private final long now = System.nanoTime();

  @Test
  void settle_slowOpeningForAnUnlistedOne_isWrongAndNotTheNextOnes() throws Exception {
    hearings.unlisted(LANE, now);
    heard.add(now + 80 * MILLI);
    hearings.settle(LANE);
    heard.add(now + 103 * MILLI);
    assertThat(hearings.listed(LANE, now + 100 * MILLI)).isEqualTo(3);
    assertThat(hearings.wrong()).isEqualTo(1);
    assertThat(hearings.late()).isZero();
    assertThat(hearings.missed()).isZero();
  }

  @Test
  void settle_openingForAMissedOne_isLate() throws Exception {
    long past = now - 2 * Hearings.ANSWER_MILLIS * MILLI;
    assertThat(hearings.listed(LANE, past)).isEqualTo(Hearings.ANSWER_MILLIS);
    assertThat(hearings.missed()).isEqualTo(1);
    heard.add(now);
    hearings.settle(LANE);
    assertThat(hearings.late()).isEqualTo(1);
    assertThat(hearings.wrong()).isZero();
  }

  @Test
  void listed_heardBeforeItWasTold_isOfTheOneBefore() throws Exception {
    heard.add(now - MILLI);
    heard.add(now + 2 * MILLI);
    assertThat(hearings.listed(LANE, now)).isEqualTo(2);
    assertThat(hearings.late()).isEqualTo(1);
  }

  @Test
  void settleAll_unlistedOneAtTheEnd_isWatchedToo() throws Exception {
    hearings.unlisted(LANE, now);
    heard.add(now + MILLI);
    hearings.settleAll();
    assertThat(hearings.wrong()).isEqualTo(1);
  }
}
