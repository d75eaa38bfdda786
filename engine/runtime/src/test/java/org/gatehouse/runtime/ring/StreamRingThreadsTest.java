package org.gatehouse.runtime.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.number;
import static org.gatehouse.runtime.testing.Units.unit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource.Start;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring under real threads. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamRingThreadsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int GROUP = 50;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void take_waitingReader_getsTheUnitPublishedLater() throws Exception {
    StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    Future<AccessUnit> taken = threads.submit(() -> reader.take(LONG));
    AccessUnit unit = unit(0, true, 100);
    ring.publish(unit);

    assertThat(taken.get()).isSameAs(unit);
  }

  @Test
  void take_nothingComes_givesUpAfterTheTimeout() throws Exception {
    StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));

    assertThat(ring.open(Start.LATEST_RANDOM_ACCESS).take(Duration.ofMillis(1))).isNull();
  }

  @Test
  void take_ringCloses_returnsNullAtOnce() throws Exception {
    StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    Future<AccessUnit> taken = threads.submit(() -> reader.take(LONG));
    ring.close();

    assertThat(taken.get()).isNull();
    assertThat(reader.closed()).isTrue();
  }

  @Test
  void take_interrupted_throws() {
    StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));
    StreamReader reader = ring.open(Start.LATEST_RANDOM_ACCESS);
    Thread.currentThread().interrupt();

    Assertions.assertThatThrownBy(() -> reader.take(LONG)).isInstanceOf(InterruptedException.class);
  }

  /** Bounds that hold everything, that lap a slow reader, and that hold less than a group. */
  @ParameterizedTest
  @ValueSource(ints = {100_000_000, 60_000, 3_000})
  void readers_besideAFastWriter_seeEachUnitInOrderOrCountIt(int share) throws Exception {
    int count = 100_000;
    StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(share));
    List<Future<Long>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(threads.submit(readAll(ring.open(Start.OLDEST_RANDOM_ACCESS))));
    }
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < count; i++) {
                    ring.publish(unit(i, i % GROUP == 0, 20));
                  }
                  ring.close();
                });
    for (Future<Long> reader : readers) {
      assertThat(reader.get()).isEqualTo(count);
    }
    writer.join();
    assertThat(ring.bytes()).isLessThanOrEqualTo(share);
  }

  /** Read and missed units together; each unit must follow from the one before or start a group. */
  private static Callable<Long> readAll(StreamReader reader) {
    return () -> {
      long read = 0;
      int last = -1;
      while (!reader.closed()) {
        AccessUnit unit = reader.take(LONG);
        if (unit != null) {
          assertThat(number(unit) == last + 1 || (unit.randomAccess() && number(unit) > last))
              .as("%d after %d", number(unit), last)
              .isTrue();
          last = number(unit);
          read++;
        }
      }
      return read + reader.missed();
    };
  }
}
