package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

class MediaClockTest {
  private static final long STEP = 3600;

  private final MediaClock clock = new MediaClock();
  private final List<Long> decodeTimes = new ArrayList<>();
  private final List<Long> shownTimes = new ArrayList<>();

  @Test
  void accept_steadyStream_startsAtZeroAndKeepsItsPace() {
    assertThat(accept(90_000_000_000L, true)).isFalse();
    assertThat(accept(90_000_000_000L + STEP, false)).isFalse();
    assertThat(accept(90_000_000_000L + 3 * STEP, false)).isFalse();

    assertThat(decodeTimes).containsExactly(0L, 3600L, 10_800L);
    assertThat(clock.interval()).isEqualTo(2 * STEP);
  }

  @Test
  void accept_clockStartsAgainAtAKeyFrame_isAJumpAndTheLineGoesOn() {
    accept(500_000, true);
    accept(500_000 + STEP, false);

    assertThat(accept(0, true)).isTrue();
    assertThat(accept(STEP, false)).isFalse();
    assertThat(decodeTimes).containsExactly(0L, 3600L, 7200L, 10_800L);
  }

  @Test
  void accept_clockLeapsForward_isAJumpAndTheLineGoesOn() {
    accept(0, true);
    accept(STEP, false);

    assertThat(accept(10_000_000, false)).isTrue();
    assertThat(accept(10_000_000 + STEP, false)).isFalse();
    assertThat(decodeTimes).containsExactly(0L, 3600L, 7200L, 10_800L);
  }

  @Test
  void accept_onePictureInFiveSeconds_isNoJumpOnceItIsKnown() {
    accept(0, true);
    assertThat(accept(450_000, true)).isTrue();
    assertThat(accept(900_000, true)).isFalse();
    assertThat(accept(1_350_000, true)).isFalse();
    assertThat(clock.interval()).isEqualTo(450_000);
  }

  @Test
  void accept_sameTimeTwice_decodeTimesStillGrow() {
    accept(0, true);
    accept(STEP, false);
    accept(STEP, false);
    accept(2 * STEP, false);

    assertThat(decodeTimes).containsExactly(0L, 3600L, 3601L, 7200L);
  }

  @Test
  void accept_knownReordering_decodeTimesAreEvenAndNeverAfterTheirPicture() {
    clock.reorderDepth(2);
    int[] decodeOrder = {0, 4, 2, 1, 3, 8, 6, 5, 7, 9};
    for (int shown : decodeOrder) {
      accept(1000 + shown * STEP, shown == 0);
    }
    for (int i = 0; i < decodeOrder.length; i++) {
      assertThat(decodeTimes.get(i)).isEqualTo((i - 2) * STEP);
      assertThat(shownTimes.get(i)).isEqualTo(decodeOrder[i] * STEP);
      assertThat(shownTimes.get(i)).isGreaterThanOrEqualTo(decodeTimes.get(i));
    }
    assertThat(clock.reordered()).isFalse();
  }

  @Test
  void accept_unannouncedReordering_isFoundAndPicturesKeepTheirTimes() {
    int[] decodeOrder = {0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11};
    boolean jumped = false;
    for (int shown : decodeOrder) {
      jumped |= accept(shown * STEP, shown == 0);
    }
    assertThat(jumped).isFalse();
    assertThat(clock.reordered()).isTrue();
    assertThat(decodeTimes).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < decodeOrder.length; i++) {
      assertThat(shownTimes.get(i)).isEqualTo(decodeOrder[i] * STEP);
    }
    assertThat(decodeTimes.getLast()).isLessThanOrEqualTo(shownTimes.getLast());
  }

  private boolean accept(long ticks, boolean key) {
    boolean jumped = clock.accept(Units.unit(Units.PARAMETERS, 0, ticks, key, 10));
    decodeTimes.add(clock.decodeTime());
    shownTimes.add(clock.decodeTime() + clock.compositionOffset());
    return jumped;
  }
}
