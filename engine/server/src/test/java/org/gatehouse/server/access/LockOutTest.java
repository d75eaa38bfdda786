package org.gatehouse.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class LockOutTest {
  private long nanos = Long.MAX_VALUE - 5_000_000_000L;
  private final LockOut lockOut =
      new LockOut(
          new Ticker() {
            @Override
            public long nanos() {
              return nanos;
            }

            @Override
            public long epochMicros() {
              return 0;
            }
          });

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** How long nothing can be tried; does not try. */
  private Duration wait(String name, String address) {
    Duration wait = lockOut.begin(name, address);
    if (wait.isZero()) {
      lockOut.withdrawn(name, address);
    }
    return wait;
  }

  private int begun(int times) {
    int begun = 0;
    for (int i = 0; i < times; i++) {
      begun += lockOut.begin("bob", "10.0.0.1").isZero() ? 1 : 0;
    }
    return begun;
  }

  private boolean fail(String name, String address, int times) {
    boolean locked = false;
    for (int i = 0; i < times; i++) {
      locked = lockOut.failed(name, address);
    }
    return locked;
  }

  @Test
  void failed_fiveTimes_isHeldOffForAMinuteThenTwo() {
    assertThat(fail("bob", "10.0.0.1", 4)).isFalse();
    assertThat(wait("bob", "10.0.0.1")).isZero();
    assertThat(fail("bob", "10.0.0.1", 1)).isTrue();
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(wait("bob", "10.0.0.1").isPositive()).isFalse();
    fail("bob", "10.0.0.1", 5);
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void failed_veryOften_isHeldOffForAnHourAtMost() {
    for (int i = 0; i < 100; i++) {
      fail("bob", "10.0.0.1", 5);
    }
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofHours(1));
  }

  /** Who guesses from one place does not lock the user out of another one. */
  @Test
  void failed_fromOnePlace_theUserGetsInFromAnother() {
    fail("bob", "10.0.0.1", 9);
    assertThat(wait("bob", "10.0.0.2")).isZero();
    assertThat(wait("alice", "10.0.0.1")).isZero();
  }

  @Test
  void failed_manyNamesFromOnePlace_thePlaceIsHeldOff() {
    for (int i = 0; i < 30; i++) {
      lockOut.failed("user" + i, "10.0.0.1");
    }
    assertThat(wait("alice", "10.0.0.1").isPositive()).isTrue();
  }

  @Test
  void failed_oneNameFromManyPlaces_theNameIsHeldOff() {
    for (int i = 0; i < 50; i++) {
      lockOut.failed("bob", "10.0.0." + i);
    }
    assertThat(wait("bob", "10.0.1.1").isPositive()).isTrue();
  }

  @Test
  void succeededOrADayWithout_forgetsWhatWasWrong() {
    fail("bob", "10.0.0.1", 4);
    lockOut.succeeded("bob", "10.0.0.1");
    assertThat(fail("bob", "10.0.0.1", 4)).isFalse();
    pass(Duration.ofDays(2));
    assertThat(fail("bob", "10.0.0.1", 4)).isFalse();
  }

  @Test
  void failed_withoutAName_isCountedByPlaceAndHoldsOffNobodyWithOne() {
    boolean locked = false;
    for (int i = 0; i < 30; i++) {
      assertThat(lockOut.begin(null, "2001:db8:0:1::" + i)).isZero();
      locked |= lockOut.failed(null, "2001:db8:0:1::" + i);
    }
    assertThat(locked).isTrue();
    assertThat(lockOut.begin(null, "2001:db8:0:1::ffff")).isEqualTo(Duration.ofMinutes(1));
    assertThat(lockOut.begin(null, "2001:db8:0:2::1")).isZero();
    assertThat(wait("bob", "2001:db8:0:1::1")).isZero();
  }

  @Test
  void withdrawn_withoutAName_countsNoMore() {
    for (int i = 0; i < 100; i++) {
      assertThat(lockOut.begin(null, "10.0.0.1")).isZero();
      lockOut.withdrawn(null, "10.0.0.1");
    }
  }

  @Test
  void unlock_letsTheNameTryAgain() {
    fail("bob", "10.0.0.1", 5);
    lockOut.unlock("bob");
    assertThat(wait("bob", "10.0.0.1")).isZero();
  }

  @Test
  void failed_onceADay_neverAddsUp() {
    for (int day = 0; day < 200; day++) {
      assertThat(fail("user" + day % 3, "10.0.0.1", 1)).as("day %d", day).isFalse();
      pass(Duration.ofHours(23));
    }
    assertThat(wait("alice", "10.0.0.1")).isZero();
  }

  @Test
  void failed_everyTenMinutesFromOnePlace_isHeldOffAllTheSame() {
    boolean locked = false;
    for (int i = 0; i < 60; i++) {
      locked |= fail("user" + i, "10.0.0.1", 1);
      pass(Duration.ofMinutes(10));
    }
    assertThat(locked).isTrue();
  }

  @Test
  void locks_aDayLater_areForgottenThoughSomethingWasWrongMeanwhile() {
    fail("bob", "10.0.0.1", 20);
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofMinutes(8));
    pass(Duration.ofHours(13));
    fail("bob", "10.0.0.1", 1);
    pass(Duration.ofHours(12));
    fail("bob", "10.0.0.1", 5);
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofMinutes(1));
  }

  /** As many as there may be however somebody spreads them: what decays is no gain to who waits. */
  @Test
  void failed_asOftenAsIsLetThrough_isNoMoreInADayThanWithoutForgetting() {
    int tried = 0;
    for (Duration end = Duration.ZERO;
        end.compareTo(Duration.ofDays(3)) < 0;
        end = end.plusMinutes(1)) {
      while (lockOut.begin("bob", "10.0.0.1").isZero()) {
        lockOut.failed("bob", "10.0.0.1");
        tried++;
      }
      pass(Duration.ofMinutes(1));
    }
    assertThat(tried).isLessThan(3 * 24 * 5 + 40);
  }

  @Test
  void failed_fromManyAddressesOfOneIpv6Network_areOnePlace() {
    for (int i = 0; i < 5; i++) {
      fail("bob", "2001:db8:0:1::" + i, 1);
    }
    assertThat(wait("bob", "2001:db8:0:1:ffff::1").isPositive()).isTrue();
    assertThat(wait("bob", "2001:db8:0:2::1")).isZero();
    fail("eve", "fe80::1%eth0", 5);
    assertThat(wait("eve", "fe80:0:0:0:0:0:0:2%eth0").isPositive()).isTrue();
  }

  @Test
  void unlock_ofANameThatWasWrong_letsItsPlaceTryAgain() {
    for (int i = 0; i < 30; i++) {
      fail("user" + i, "10.0.0.1", 1);
    }
    assertThat(wait("user7", "10.0.0.1").isPositive()).isTrue();
    lockOut.unlock("user7");
    assertThat(wait("user7", "10.0.0.1")).isZero();
  }

  @Test
  void begin_manyAtOnce_noMoreThanMayFailOneAfterTheOther() {
    assertThat(begun(100)).isEqualTo(5);
    assertThat(fail("bob", "10.0.0.1", 4)).isFalse();
    assertThat(begun(1)).isZero();
    assertThat(fail("bob", "10.0.0.1", 1)).isTrue();
    assertThat(wait("bob", "10.0.0.1")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void begin_manyAtOnceFromOnePlaceOrForOneName_noMoreThanThatMayFail() {
    int fromOnePlace = 0;
    int forOneName = 0;
    for (int i = 0; i < 100; i++) {
      fromOnePlace += lockOut.begin("user" + i, "10.0.0.1").isZero() ? 1 : 0;
      forOneName += lockOut.begin("bob", "10.0.1." + i).isZero() ? 1 : 0;
    }
    assertThat(fromOnePlace).isEqualTo(30);
    assertThat(forOneName).isEqualTo(50);
  }

  @Test
  void succeededOrWithdrawn_ofManyAtOnce_countsNoMore() {
    assertThat(begun(5)).isEqualTo(5);
    lockOut.withdrawn("bob", "10.0.0.1");
    assertThat(begun(5)).isEqualTo(1);
    lockOut.succeeded("bob", "10.0.0.1");
    assertThat(begun(5)).isEqualTo(1);
    assertThat(fail("bob", "10.0.0.1", 4)).isFalse();
    lockOut.succeeded("bob", "10.0.0.1");
    assertThat(fail("bob", "10.0.0.1", 4)).as("what failed before is forgotten").isFalse();
  }

  @Test
  void begin_manyThatAreRight_neverWait() {
    for (int i = 0; i < 200; i++) {
      assertThat(lockOut.begin("bob", "10.0.0.1")).isZero();
      lockOut.succeeded("bob", "10.0.0.1");
    }
  }
}
