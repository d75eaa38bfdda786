package org.gatehouse.runtime.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.number;
import static org.gatehouse.runtime.testing.Units.unit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource.Start;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

class StreamRingTest {
  private static final int GROUP = 10;
  private static final int SIZE = 1000;

  private final RingBudget budget = new RingBudget(1 << 20);
  private final StreamRing ring = new StreamRing(Units.STREAM, budget);

  @Test
  void open_latest_startsAtLatestKeyFrame() {
    publish(0, 25);

    assertThat(read(ring.open(Start.LATEST_RANDOM_ACCESS))).containsExactly(20, 21, 22, 23, 24);
  }

  @Test
  void open_oldest_startsAtOldestKeyFrameHeld() {
    publish(0, 25);

    assertThat(read(ring.open(Start.OLDEST_RANDOM_ACCESS))).hasSize(25).startsWith(0);
  }

  @Test
  void open_next_skipsToTheKeyFrameToCome_andCountsNothing() {
    publish(0, 25);
    StreamReader reader = ring.open(Start.NEXT_RANDOM_ACCESS);
    publish(25, 32);

    assertThat(read(reader)).containsExactly(30, 31);
    assertThat(reader.missed()).isZero();
  }

  @Test
  void open_beforeTheFirstUnit_readsFromTheFirstKeyFrame() {
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    publish(5, 12);

    assertThat(read(reader)).containsExactly(10, 11);
    assertThat(reader.missed()).isZero();
  }

  @Test
  void publish_overTheShare_dropsWholeGroupsAndKeepsTheLastWhole() {
    StreamRing small = small(25 * (SIZE + 96));
    for (int i = 0; i < 200; i++) {
      small.publish(unit(i, i % GROUP == 0, SIZE));
      List<Integer> held = read(small.open(Start.OLDEST_RANDOM_ACCESS));
      assertThat(held.getFirst() % GROUP).isZero();
      assertThat(held).hasSizeGreaterThanOrEqualTo(Math.min(i + 1, GROUP + 1 + i % GROUP));
    }
    assertThat(small.bytes()).isLessThanOrEqualTo(25 * (SIZE + 96));
    assertThat(small.gopsTooLong()).isZero();
  }

  @Test
  void publish_groupsOldAndReadByAll_areDroppedButTheLastWhole() {
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    for (int i = 0; i < 300; i++) {
      ring.publish(unit(i, i % 100 == 0, SIZE));
      assertThat(poll(reader)).isEqualTo(i);
    }
    assertThat(read(ring.open(Start.OLDEST_RANDOM_ACCESS))).hasSize(200).startsWith(100);
  }

  @Test
  void publish_readerHeldUp_keepsWhatItHasNotRead() {
    StreamReader slow = ring.open(Start.LATEST_RANDOM_ACCESS);
    publish(0, 400);

    assertThat(read(slow)).hasSize(400);
    publish(400, 411);
    assertThat(ring.units()).isLessThanOrEqualTo(71);
  }

  @Test
  void publish_groupLongerThanTheShare_staysBoundedReportsAndRecovers() {
    StreamRing small = small(25 * (SIZE + 96));
    StreamReader reader = small.open(Start.LATEST_RANDOM_ACCESS);
    for (int i = 0; i < 100; i++) {
      small.publish(unit(i, i == 0, SIZE));
    }
    assertThat(small.units()).isEqualTo(25);
    assertThat(small.gopsTooLong()).isEqualTo(1);
    assertThat(read(small.open(Start.LATEST_RANDOM_ACCESS))).isEmpty();

    small.publish(unit(100, true, SIZE));
    small.publish(unit(101, false, SIZE));

    assertThat(read(reader)).containsExactly(100, 101);
    assertThat(reader.missed()).isEqualTo(100);
    assertThat(reader.laps()).isEqualTo(1);
  }

  @Test
  void publish_unitLargerThanTheShare_isHeldAlone() {
    StreamRing small = small(SIZE);
    small.publish(unit(0, true, 10 * SIZE));
    small.publish(unit(1, true, 10 * SIZE));

    assertThat(read(small.open(Start.OLDEST_RANDOM_ACCESS))).containsExactly(1);
  }

  @Test
  void poll_afterALap_goesOnAtTheNextKeyFrameAndCountsTheRest() {
    StreamRing small = small(25 * (SIZE + 96));
    StreamReader slow = small.open(Start.LATEST_RANDOM_ACCESS);
    for (int i = 0; i < 15; i++) {
      small.publish(unit(i, i % GROUP == 0, SIZE));
    }
    assertThat(poll(slow)).isZero();
    for (int i = 15; i < 100; i++) {
      small.publish(unit(i, i % GROUP == 0, SIZE));
    }
    int next = poll(slow);

    assertThat(next % GROUP).isZero();
    assertThat(next).isBetween(75, 90);
    assertThat(slow.missed()).isEqualTo(next - 1);
    assertThat(slow.laps()).isEqualTo(1);
    assertThat(small.laps()).isEqualTo(1);
  }

  @Test
  void publish_moreUnitsThanSlots_dropsTheOldestGroup() {
    int count = StreamRing.CAPACITY + 5;
    StreamReader reader = ring.open(Start.OLDEST_RANDOM_ACCESS);
    for (int i = 0; i < count; i++) {
      ring.publish(unit(i, i % GROUP == 0, 4));
    }
    assertThat(ring.units()).isBetween((long) count - GROUP, (long) StreamRing.CAPACITY);
    assertThat(poll(reader)).isEqualTo(GROUP);
    assertThat(reader.missed()).isEqualTo(GROUP);
  }

  @Test
  void share_isSmallerWithEachRing_andGrowsWhenOneCloses() {
    assertThat(budget.share()).isEqualTo(1 << 20);
    StreamRing second = new StreamRing(Units.STREAM, budget);
    assertThat(budget.share()).isEqualTo(1 << 19);
    second.close();
    second.close();
    assertThat(budget.share()).isEqualTo(1 << 20);
    assertThat(budget.rings()).isEqualTo(1);
  }

  @Test
  void close_readerReadsWhatIsLeftThenIsClosed() throws InterruptedException {
    publish(0, 2);
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    ring.close();
    ring.publish(unit(2, false, SIZE));

    assertThat(reader.closed()).isFalse();
    assertThat(read(reader)).containsExactly(0, 1);
    assertThat(reader.closed()).isTrue();
    assertThat(reader.take(Duration.ofDays(1))).isNull();
  }

  @Test
  void closeOfReader_isForgottenByTheRing() {
    StreamReader one = ring.open(Start.LATEST_RANDOM_ACCESS);
    StreamReader two = ring.open(Start.LATEST_RANDOM_ACCESS);
    one.close();
    one.close();
    assertThat(ring.readers()).isEqualTo(1);
    two.close();
    assertThat(ring.readers()).isZero();
  }

  private StreamRing small(int share) {
    return new StreamRing(Units.STREAM, new RingBudget(share));
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      ring.publish(unit(i, i % GROUP == 0, SIZE));
    }
  }

  private static int poll(StreamReader reader) {
    AccessUnit unit = reader.poll();
    assertThat(unit).isNotNull();
    return number(Objects.requireNonNull(unit));
  }

  private static List<Integer> read(StreamReader reader) {
    List<Integer> numbers = new ArrayList<>();
    for (AccessUnit unit = reader.poll(); unit != null; unit = reader.poll()) {
      numbers.add(number(unit));
    }
    return numbers;
  }
}
