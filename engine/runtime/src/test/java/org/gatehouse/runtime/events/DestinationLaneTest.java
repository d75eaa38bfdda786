package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Rejected;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.UnreadableEventException;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule of deliveries, on simulated time and on this thread. */
class DestinationLaneTest {
  private static final DeliveryPolicy POLICY = DeliveryPolicy.standard();

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private final EventIds ids = new EventIds(time, new Random(1));
  private final List<Long> tried = new ArrayList<>();
  private final List<Runnable> postponed = new ArrayList<>();
  private Function<StoredEvent, DeliveryResult> receiver = stored -> new Delivered();
  private EventLog log;
  private DestinationLane lane;

  @BeforeEach
  void open() {
    log = new LocalStorageProvider().open(folder, time).events();
    log.destinations(List.of("d"));
    lane = lane(Runnable::run);
  }

  private DestinationLane lane(Executor attempts) {
    return lane(log, attempts);
  }

  private DestinationLane lane(EventLog events, Executor attempts) {
    EventSink sink =
        new EventSink() {
          @Override
          public DeliveryResult deliver(StoredEvent event) {
            tried.add(event.sequence());
            return receiver.apply(event);
          }

          @Override
          public void close() {}
        };
    return new DestinationLane("d", sink, events, time, new Random(7), POLICY, attempts, () -> {});
  }

  @AfterEach
  void close() {
    log.close();
  }

  private long append(String camera) {
    Instant now = Instant.ofEpochMilli(time.epochMicros() / 1000);
    return log.append(
            new Event(
                ids.next(),
                "site",
                new CameraId(camera),
                now,
                new EventDetail.CameraState("up", "test"),
                List.of()))
        .sequence();
  }

  /** Steps as the scheduler would, for that long. */
  private void runFor(Duration length) {
    long end = time.nanos() + length.toNanos();
    while (true) {
      int before = tried.size();
      long wait = lane.step();
      if (tried.size() > before) {
        // A settled attempt wakes the scheduler.
        continue;
      }
      if (wait > end - time.nanos()) {
        time.advance(end - time.nanos());
        return;
      }
      time.advance(wait);
    }
  }

  @Test
  void step_allWell_sendsEverythingInOrderOfItsCamera() {
    List<Long> a = List.of(append("a"), append("a"), append("a"));
    append("b");

    runFor(Duration.ofMillis(1));

    assertThat(tried).hasSize(4).containsSubsequence(a);
    assertThat(log.backlog("d").delivered()).isEqualTo(4);
  }

  @Test
  void step_oneEventFails_holdsItsCameraBackAndNoOther() {
    long bad = append("a");
    long behind = append("a");
    long other = append("b");
    receiver = stored -> stored.sequence() == bad ? new Retry("500", null) : new Delivered();

    lane.step();
    lane.step();
    assertThat(tried).contains(bad, other).doesNotContain(behind);

    receiver = stored -> new Delivered();
    runFor(Duration.ofSeconds(20));
    assertThat(tried).containsSubsequence(bad, behind);
    assertThat(log.backlog("d").pending()).isZero();
  }

  @Test
  void step_rejected_parksItAndGoesOn() {
    long bad = append("a");
    append("a");
    receiver = stored -> stored.sequence() == bad ? new Rejected("404") : new Delivered();

    runFor(Duration.ofMillis(1));

    assertThat(log.backlog("d").parked()).isEqualTo(1);
    assertThat(log.backlog("d").delivered()).isEqualTo(1);
    assertThat(lane.up()).isTrue();
  }

  @Test
  void step_destinationDown_probesEveryFifteenSecondsAndRotates() {
    for (String camera : List.of("a", "b", "c")) {
      append(camera);
    }
    receiver = stored -> new Retry("Connection refused", null);
    runFor(Duration.ofMinutes(2));
    assertThat(lane.up()).isFalse();
    assertThat(lane.trouble()).isEqualTo("Connection refused");

    tried.clear();
    runFor(Duration.ofMinutes(3));

    assertThat(tried).hasSizeBetween(11, 13);
    Set<Long> cameras = new HashSet<>(tried);
    assertThat(cameras).hasSize(3);
  }

  @Test
  void step_destinationComesBack_sendsAllAtOnce() {
    for (int i = 0; i < 10; i++) {
      append("cam-" + i);
    }
    receiver = stored -> new Retry("Connection refused", null);
    runFor(Duration.ofHours(2));
    receiver = stored -> new Delivered();

    runFor(POLICY.probeEvery());

    assertThat(log.backlog("d").delivered()).isEqualTo(10);
    assertThat(lane.up()).isTrue();
    assertThat(lane.trouble()).isNull();
  }

  @Test
  void step_failureWrittenDownAfterTheDestinationCameBack_isTriedInItsTime() {
    List<Runnable> success = new ArrayList<>();
    EventLog slow =
        WatchedLog.of(
            log,
            "retry",
            () -> {
              if (!success.isEmpty()) {
                success.removeFirst().run();
              }
            });
    boolean[] postponing = {true};
    Executor attempts =
        run -> {
          if (postponing[0]) {
            postponed.add(run);
          } else {
            run.run();
          }
        };
    lane = lane(slow, attempts);
    for (int i = 1; i <= 7; i++) {
      append("cam-" + i);
    }
    receiver = stored -> stored.sequence() < 7 ? new Retry("refused", null) : new Delivered();
    lane.step();
    postponed.subList(0, 5).forEach(Runnable::run);
    assertThat(lane.up()).isFalse();
    success.add(postponed.get(6));
    postponed.get(5).run();
    assertThat(lane.up()).isTrue();

    postponing[0] = false;
    receiver = stored -> new Delivered();
    runFor(Duration.ofSeconds(10));

    assertThat(log.backlog("d").delivered()).isEqualTo(7);
  }

  @Test
  void step_retryAfter_keepsQuietUntilThen() {
    append("a");
    append("b");
    receiver = stored -> new Retry("429", Duration.ofSeconds(90));
    lane.step();
    tried.clear();
    receiver = stored -> new Delivered();

    runFor(Duration.ofSeconds(89));
    assertThat(tried).isEmpty();
    runFor(Duration.ofSeconds(2));
    assertThat(log.backlog("d").delivered()).isEqualTo(2);
  }

  @Test
  void step_failuresWithRetryAfter_countAsDownLikeOthers() {
    for (String camera : List.of("a", "b", "c")) {
      append(camera);
    }
    receiver = stored -> new Retry("503", Duration.ZERO);
    runFor(Duration.ofMinutes(2));
    assertThat(lane.up()).isFalse();
    tried.clear();
    runFor(Duration.ofMinutes(3));
    assertThat(tried).hasSizeBetween(11, 13);

    receiver = stored -> new Retry("503", Duration.ofSeconds(60));
    runFor(POLICY.probeEvery());
    tried.clear();
    runFor(Duration.ofMinutes(3));
    assertThat(tried).hasSize(3);
  }

  @Test
  void up_failuresFarApart_endsAfterFiveMinutesAndComesBackWithASuccess() {
    append("a");
    receiver = stored -> new Retry("503", Duration.ofHours(1));
    runFor(Duration.ofMinutes(4));
    assertThat(lane.up()).isTrue();
    runFor(Duration.ofMinutes(2));
    assertThat(lane.up()).isFalse();
    assertThat(tried).hasSize(1);

    receiver = stored -> new Delivered();
    runFor(Duration.ofHours(1));
    assertThat(lane.up()).isTrue();
  }

  @Test
  void step_absurdRetryAfter_isCutToAnHour() {
    append("a");
    receiver = stored -> new Retry("503", Duration.ofDays(9999));
    lane.step();
    receiver = stored -> new Delivered();

    runFor(POLICY.longestHold().plusSeconds(1));

    assertThat(log.backlog("d").delivered()).isEqualTo(1);
  }

  @Test
  void step_wallClockSetBack_doesNotDelayWhatWaits() {
    append("a");
    append("b");
    long bad = tried.size() + 1L;
    receiver = stored -> stored.sequence() == bad ? new Retry("500", null) : new Delivered();
    runFor(Duration.ofMillis(1));
    time.step(Duration.ofHours(-3));
    receiver = stored -> new Delivered();

    runFor(Duration.ofSeconds(5));

    assertThat(log.backlog("d").pending()).isZero();
  }

  @Test
  void step_manyCameras_keepsTheWindow() {
    lane = lane(postponed::add);
    for (int i = 0; i < POLICY.window() + 20; i++) {
      append("cam-" + i);
    }
    lane.step();
    lane.step();
    assertThat(postponed).hasSize(POLICY.window());

    List.copyOf(postponed).forEach(Runnable::run);
    lane.step();
    assertThat(postponed).hasSize(POLICY.window() + 20);
  }

  @Test
  void step_attemptUnderWay_nothingElseOfThatCameraStarts() {
    lane = lane(postponed::add);
    append("a");
    append("a");
    lane.step();
    lane.step();
    assertThat(postponed).hasSize(1);
  }

  @Test
  void step_sinkThrows_isAFailureLikeAnyOther() {
    append("a");
    receiver =
        stored -> {
          throw new IllegalStateException("bug");
        };
    lane.step();
    assertThat(lane.trouble()).contains("internal error");

    receiver = stored -> new Delivered();
    runFor(Duration.ofSeconds(5));
    assertThat(log.backlog("d").delivered()).isEqualTo(1);
  }

  @Test
  void step_eventThatCannotBeRead_isParkedAndTheOthersAreSent() {
    append("a");
    append("b");
    EventLog damaged =
        WatchedLog.of(
            log,
            "due",
            () -> {
              if (log.backlog("d").parked() == 0) {
                throw new UnreadableEventException(
                    1, "unknown event type 'x'", new IllegalArgumentException());
              }
            });
    lane = lane(damaged, Runnable::run);

    runFor(Duration.ofMillis(1));

    assertThat(tried).containsExactly(2L);
    assertThat(log.unsent("d", true, 0, 9))
        .extracting(EventLog.Unsent::reason)
        .containsExactly("unknown event type 'x'");
  }

  @Test
  void pause_staysBelowTheCapAndAboveNothing() {
    Random random = new Random(5);
    for (int attempts = 0; attempts < 100; attempts++) {
      assertThat(POLICY.pause(attempts, random))
          .isBetween(Duration.ZERO, POLICY.cap())
          .isLessThanOrEqualTo(Duration.ofSeconds(1L << Math.min(attempts, 20)));
    }
  }

  @Test
  void meter_countsAttemptsFailuresAndDelays() {
    append("a");
    receiver = stored -> new Retry("503", null);
    lane.step();
    receiver = stored -> new Delivered();
    runFor(Duration.ofSeconds(20));

    assertThat(lane.meter().attempts()).isEqualTo(2);
    assertThat(lane.meter().failures()).isEqualTo(1);
    assertThat(lane.meter().arrivals()).isEqualTo(1);
    assertThat(lane.meter().delaySeconds()).isLessThanOrEqualTo(1);
  }
}
