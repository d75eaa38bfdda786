package org.gatehouse.runtime.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamMemory;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource.Start;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

class RingMemoryTest {
  private static final int SIZE = 40_000;
  private static final int GROUP = 25;
  private static final long EPOCH = 1_700_000_000_000_000L;

  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(64L << 20));
  private StreamMemory memory = ring.memory();
  private final Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
  private int published;

  /** Every byte of a unit is its number, so that a reader sees whether it was written over. */
  private void publish(int count, int size) {
    for (int i = 0; i < count; i++) {
      publish(size, published * 40_000L, published % GROUP == 0);
    }
  }

  private void publish(int size, long micros, boolean key) {
    byte[] room = memory.reserve(size);
    int at = memory.position();
    Arrays.fill(room, at, at + size, (byte) published);
    memory.commit(size);
    arrays.add(room);
    ring.publish(
        new AccessUnit(
            Units.PARAMETERS,
            EPOCH + micros,
            micros * 9 / 100,
            key,
            0,
            new Payload(room, at, size),
            List.of()));
    published++;
  }

  private static boolean whole(AccessUnit unit, int number) {
    Payload payload = unit.payload();
    for (int i = 0; i < payload.length(); i++) {
      if (payload.at(i) != (byte) number) {
        return false;
      }
    }
    return true;
  }

  @Test
  void publish_readByNobody_usesAFewChunksAgainAndAgain() {
    publish(2000, SIZE);

    assertThat(arrays).hasSizeLessThan(25);
  }

  /** A camera that comes and goes leaves nothing behind, whatever it had begun to fill. */
  @Test
  void memory_ofManySessions_usesAFewChunksAgainAndAgain() {
    for (int session = 0; session < 200; session++) {
      memory = ring.memory();
      publish(GROUP, SIZE);
    }

    assertThat(arrays).hasSizeLessThan(25);
  }

  @Test
  void publish_readerReleases_usesAFewChunksAndBytesStayUntilThen() {
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    for (int i = 0; i < 1000; i++) {
      publish(1, SIZE);
      AccessUnit unit = Objects.requireNonNull(reader.poll());
      assertThat(whole(unit, i)).isTrue();
      reader.release();
    }
    assertThat(arrays).hasSizeLessThan(30);
  }

  @Test
  void publish_groupsOfTwoSecondsThatComeLateAndEarly_holdsNoThirdGroup() {
    for (int i = 0; i < 100; i++) {
      long lateMicros = i % 3 * 80_000L;
      publish(100_000, i * 2_000_000L + lateMicros, true);
      publish(10_000, i * 2_000_000L + 1_000_000, false);
      assertThat(ring.units()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void publish_readerNeverReleases_keepsWhatItWasGivenForGood() {
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    publish(1, SIZE);
    AccessUnit first = Objects.requireNonNull(reader.poll());
    for (int i = 1; i < 500; i++) {
      publish(1, SIZE);
      assertThat(reader.poll()).isNotNull();
    }
    assertThat(whole(first, 0)).isTrue();

    reader.close();
    publish(500, SIZE);
    assertThat(whole(first, 0)).isTrue();
  }

  @Test
  void publish_readerHoldsAFragment_itsBytesStay() {
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    reader.release();
    publish(10, SIZE);
    AccessUnit held = Objects.requireNonNull(reader.poll());
    for (int round = 0; round < 40; round++) {
      publish(GROUP, SIZE);
    }
    assertThat(whole(held, 0)).isTrue();
  }

  @Test
  void publish_picturesLargerThanAChunk_usesTheirChunksAgainToo() {
    for (int round = 0; round < 100; round++) {
      publish(1, ChunkPool.CHUNK + SIZE);
      publish(GROUP - 1, SIZE);
    }

    assertThat(arrays).hasSizeLessThan(35);
  }

  @Test
  void reserve_moreThanAChunk_getsALargerOneThatIsFilledLikeOthers() {
    byte[] large = memory.reserve(ChunkPool.CHUNK + 1);

    assertThat(large).hasSize(2 * ChunkPool.CHUNK);
    assertThat(memory.position()).isZero();
    memory.commit(ChunkPool.CHUNK + 1);
    assertThat(memory.reserve(10)).isSameAs(large);
    assertThat(memory.position()).isEqualTo(ChunkPool.CHUNK + 1);
  }

  @Test
  void reserve_moreThanTheLargestChunk_getsAsMuch() {
    int length = (16 << 20) + 1;

    assertThat(memory.reserve(length)).hasSize(length);
    assertThat(memory.position()).isZero();
  }

  @Test
  void reserve_withoutCommit_givesTheSameRoomAgain() {
    byte[] first = memory.reserve(100);
    int at = memory.position();

    assertThat(memory.reserve(200)).isSameAs(first);
    assertThat(memory.position()).isEqualTo(at);
  }
}
