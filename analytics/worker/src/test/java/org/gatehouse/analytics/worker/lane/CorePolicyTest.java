package org.gatehouse.analytics.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorePolicyTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private final CorePolicy policy = new CorePolicy();

  @Test
  void grant_withoutALimit_isForEveryoneAtOnce() {
    for (int i = 0; i < 20; i++) {
      CorePolicy.Account lane = policy.join(1);
      policy.wants(lane);
      assertThat(policy.grant(lane, 0)).isTrue();
      policy.charge(lane, 100 * SECOND);
      assertThat(policy.isStarved(lane, 0)).isFalse();
    }
  }

  @Test
  void grant_oneCore_oneLaneAtATime() {
    policy.cores(1, 0);
    CorePolicy.Account one = policy.join(2);
    CorePolicy.Account two = policy.join(2);
    policy.wants(one);
    assertThat(policy.grant(one, SECOND)).isTrue();
    policy.wants(two);
    assertThat(policy.grant(two, SECOND)).isFalse();
    policy.done();
    assertThat(policy.grant(two, SECOND)).isTrue();
  }

  @Test
  void grantSpare_oneLaneOnTwoCores_isGivenTheOtherOnce() {
    policy.cores(2, 0);
    CorePolicy.Account lane = policy.join(1);
    policy.wants(lane);
    assertThat(policy.grant(lane, SECOND)).isTrue();
    assertThat(policy.grantSpare(8, SECOND)).isTrue();
    assertThat(policy.grantSpare(8, SECOND)).isFalse();
    policy.done();
    assertThat(policy.grantSpare(8, SECOND)).isTrue();
  }

  @Test
  void grantSpare_anotherLaneWaitsOrTheCoresAreSpentOrThereIsOne_isRefused() {
    policy.cores(2, 0);
    CorePolicy.Account one = policy.join(1);
    CorePolicy.Account two = policy.join(1);
    policy.wants(one);
    assertThat(policy.grant(one, SECOND)).isTrue();
    policy.wants(two);
    assertThat(policy.grantSpare(8, SECOND)).isFalse();
    policy.givesUp(two);
    policy.charge(one, 3 * SECOND);
    assertThat(policy.grantSpare(8, SECOND)).isFalse();
    policy.cores(1.5, 10 * SECOND);
    assertThat(policy.grantSpare(8, 20 * SECOND)).isFalse();
  }

  @Test
  void grantSpare_withoutALimit_isBoundByTheMachine() {
    CorePolicy.Account lane = policy.join(1);
    policy.wants(lane);
    assertThat(policy.grant(lane, 0)).isTrue();
    assertThat(policy.grantSpare(2, 0)).isTrue();
    assertThat(policy.grantSpare(2, 0)).isFalse();
  }

  @Test
  void grant_lanesThatWantItAllTheTime_getItByTheirWeights() {
    policy.cores(1, 0);
    Map<CorePolicy.Account, Long> used =
        contend(60, policy.join(1), policy.join(2), policy.join(4));
    double all = used.values().stream().mapToLong(Long::longValue).sum();
    assertThat(used.values().stream().map(one -> Math.round(7 * one / all)))
        .containsExactly(1L, 2L, 4L);
  }

  @Test
  void grant_halfACore_isNotExceeded() {
    policy.cores(0.5, 0);
    Map<CorePolicy.Account, Long> used = contend(60, policy.join(2), policy.join(2));
    double seconds = used.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    assertThat(seconds).isBetween(29.0, 31.0);
  }

  @Test
  void grant_heavyLaneAlone_isNotHeldBackByWhatItUsed() {
    policy.cores(2, 0);
    CorePolicy.Account busy = policy.join(1);
    CorePolicy.Account idle = policy.join(4);
    policy.wants(busy);
    assertThat(policy.grant(busy, SECOND)).isTrue();
    policy.done();
    policy.charge(busy, SECOND / 10);
    policy.wants(busy);
    assertThat(policy.grant(busy, SECOND)).isTrue();
    assertThat(idle).isNotNull();
  }

  @Test
  void wants_afterALongIdleTime_doesNotShutTheOthersOut() {
    policy.cores(1, 0);
    CorePolicy.Account idle = policy.join(2);
    CorePolicy.Account busy = policy.join(2);
    contend(60, busy);
    Map<CorePolicy.Account, Long> used = contend(61, 71, idle, busy);
    assertThat(used.get(busy)).isGreaterThan(4 * SECOND);
  }

  @Test
  void isStarved_moreIsUsedThanThereIs_lightLanesFirst() {
    policy.cores(1, 0);
    CorePolicy.Account light = policy.join(1);
    CorePolicy.Account heavy = policy.join(4);
    policy.charge(heavy, SECOND);
    assertThat(policy.isStarved(light, 0)).isTrue();
    assertThat(policy.isStarved(heavy, 0)).isFalse();
    assertThat(policy.isStarved(light, SECOND)).isFalse();
  }

  @Test
  void nanosUntilBalance_debt_isPaidByTheCores() {
    policy.cores(2, 0);
    policy.charge(policy.join(1), SECOND);
    assertThat(policy.nanosUntilBalance(0)).isBetween(SECOND / 2 - 1, SECOND / 2 + 2);
  }

  private Map<CorePolicy.Account, Long> contend(int seconds, CorePolicy.Account... lanes) {
    return contend(0, seconds, lanes);
  }

  /** Each wants it all the time; each look takes 100 ms of one core. */
  private Map<CorePolicy.Account, Long> contend(int from, int to, CorePolicy.Account... lanes) {
    Map<CorePolicy.Account, Long> used = new LinkedHashMap<>();
    for (CorePolicy.Account lane : lanes) {
      used.put(lane, 0L);
      policy.wants(lane);
    }
    for (long now = from * SECOND; now < to * SECOND; ) {
      boolean granted = false;
      for (CorePolicy.Account lane : lanes) {
        if (!granted && policy.grant(lane, now)) {
          granted = true;
          now += 100 * MILLI;
          policy.done();
          policy.charge(lane, 100 * MILLI);
          used.merge(lane, 100 * MILLI, Long::sum);
          policy.wants(lane);
        }
      }
      now += granted ? 0 : MILLI;
    }
    return used;
  }
}
