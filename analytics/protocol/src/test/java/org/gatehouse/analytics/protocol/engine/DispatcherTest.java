package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneStats;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final Heard heard = new Heard();
  private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();
  private final Queue<PassageReport> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Dispatcher dispatcher =
      new Dispatcher(
          new ForwardingListener(heard) {
            @Override
            public void onArrival(PassageReport report) {
              arrived.add(report);
            }

            @Override
            public void onPassage(PassageReport report) {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("disk full");
              }
              super.onPassage(report);
            }
          });

  @BeforeEach
  void start() {
    dispatcher.start();
  }

  @AfterEach
  void close() throws Exception {
    dispatcher.close(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void passage_saidTwiceByAWorker_isToldOnceAndAcknowledgedTwice() throws Exception {
    PassageReport report = DuplicateMemoryTest.passage(Units.GATE, "A1", 5);
    dispatcher.passage(1, "p", report, () -> acknowledged.add("first"));
    dispatcher.passage(1, "p", report, () -> acknowledged.add("again"));
    assertThat(Heard.next(acknowledged)).isEqualTo("first");
    assertThat(Heard.next(acknowledged)).isEqualTo("again");
    assertThat(heard.passages).containsExactly(report);
  }

  @Test
  void passage_listenerFails_isOfferedAgainAndAcknowledgedAfter() throws Exception {
    failures.set(1);
    PassageReport report = DuplicateMemoryTest.passage(Units.GATE, "A1", 5);
    dispatcher.passage(1, "p", report, () -> acknowledged.add("done"));
    assertThat(Heard.next(heard.passages)).isSameAs(report);
    assertThat(Heard.next(acknowledged)).isEqualTo("done");
    assertThat(heard.passages).isEmpty();
  }

  @Test
  void passage_ofTheVehicleReportedBeforeATakeover_isAcknowledgedAndNotTold() throws Exception {
    dispatcher.passage(
        1, "p", DuplicateMemoryTest.passage(Units.GATE, "A1", 5), () -> acknowledged.add("old"));
    dispatcher.takeover(Units.GATE, 2, 2_000_000);
    dispatcher.passage(
        2, "p", DuplicateMemoryTest.passage(Units.GATE, "A1", 6), () -> acknowledged.add("new"));
    assertThat(Heard.next(acknowledged)).isEqualTo("old");
    assertThat(Heard.next(acknowledged)).isEqualTo("new");
    assertThat(heard.passages).hasSize(1);
  }

  @Test
  void stats_vehicleDecidedByAKilledWorkerIsNotSeenAgain_itsEndArrivesAndIsTold() throws Exception {
    PassageReport decided =
        DuplicateMemoryTest.report(Units.GATE, "gone", Stage.DECIDED, "A1", 1_000_000);
    dispatcher.passage(1, "p", decided, () -> acknowledged.add("decided"));
    dispatcher.takeover(Units.GATE, 2, 2_000_000);
    assertThat(Heard.next(heard.passages)).isSameAs(decided);
    for (int i = 0; i < DuplicateMemory.LOOKS; i++) {
      dispatcher.stats(new LaneStats(Units.GATE, 1, 1, 0, 0, 1, 1, 0));
    }
    PassageReport end = Heard.next(heard.passages);
    assertThat(end.passageId()).isEqualTo("gone");
    assertThat(end.stage()).isEqualTo(Stage.FINALIZED);
    assertThat(arrived).contains(end);
  }

  @Test
  void close_vehicleWhoseWorkerDidNotFinish_hasItsEnd() throws Exception {
    PassageReport decided =
        DuplicateMemoryTest.report(Units.GATE, "gone", Stage.DECIDED, "A1", 1_000_000);
    dispatcher.passage(1, "p", decided, () -> acknowledged.add("decided"));
    dispatcher.close(TimeUnit.SECONDS.toNanos(5));
    assertThat(heard.passages)
        .extracting(PassageReport::stage)
        .containsExactly(Stage.DECIDED, Stage.FINALIZED);
  }

  @Test
  void passage_listenerWaitsForAnotherStream_isToldMeanwhile() throws Exception {
    CountDownLatch diskIsSlow = new CountDownLatch(1);
    Dispatcher several =
        new Dispatcher(
            new ForwardingListener(heard) {
              @Override
              public void onPassage(PassageReport report) {
                if (report.stream().equals(Units.GATE)) {
                  awaitSlowDisk(diskIsSlow);
                }
                super.onPassage(report);
              }
            });
    several.start();
    StreamId other = StreamId.main(new CameraId("gate-out"));
    several.passage(
        1, "p", DuplicateMemoryTest.passage(Units.GATE, "A1", 5), () -> acknowledged.add("slow"));
    several.passage(
        1, "q", DuplicateMemoryTest.passage(other, "A2", 5), () -> acknowledged.add("quick"));
    assertThat(Heard.next(acknowledged)).isEqualTo("quick");
    diskIsSlow.countDown();
    assertThat(Heard.next(acknowledged)).isEqualTo("slow");
    several.close(TimeUnit.SECONDS.toNanos(5));
  }

  private static void awaitSlowDisk(CountDownLatch disk) {
    try {
      disk.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
