package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Days of 400 cameras on simulated time: a segment a minute each on one of two volumes, whose sizes
 * follow the time of day and chance.
 */
class RetentionSimulationTest {
  private static final int CAMERAS = 400;
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final long MEGABYTE = 1_000_000;

  /** More than is recorded between two rounds, which are a minute apart here. */
  private static final long RESERVE = 8000 * MEGABYTE;

  private static final Terms GATE = Terms.of("gate", Duration.ofDays(3), Duration.ofDays(4));
  private static final Terms YARD = Terms.of("yard", Duration.ofHours(24), Duration.ofHours(48));
  private static final Terms REST = Terms.of("rest", Duration.ZERO, Duration.ofDays(3));
  private static final List<Terms> CLASSES = List.of(GATE, YARD, REST);

  private final FakeTicker ticker = new FakeTicker();
  private final List<CountingStore> stores = List.of(new CountingStore(), new CountingStore());
  private final FakeRecords records = new FakeRecords();
  private final AlarmBook alarms = new AlarmBook();
  private final Random random = new Random(42);
  private final Map<CameraId, Terms> classes = new HashMap<>();
  private Retention retention = retention();
  private double load = 1;

  @BeforeAll
  static void sayNothing() {
    ((Logger) LoggerFactory.getLogger(Retention.class)).setLevel(Level.OFF);
  }

  @AfterAll
  static void sayAll() {
    ((Logger) LoggerFactory.getLogger(Retention.class)).setLevel(null);
  }

  private static CameraId camera(int number) {
    return new CameraId("cam-" + number);
  }

  private Retention retention() {
    for (int i = 0; i < CAMERAS; i++) {
      classes.put(camera(i), CLASSES.get(i % CLASSES.size()));
    }
    Retention made =
        new Retention(
            stores.stream().map(store -> new Volume(store, Volume.UNLIMITED, RESERVE)).toList(),
            plan(),
            List.of(),
            records,
            alarms,
            ticker);
    made.scan();
    return made;
  }

  private RetentionPlan plan() {
    return new RetentionPlan(
        Volume.UNLIMITED, Terms.NONE, classes, Map.of(), null, null, null, null);
  }

  private Instant now() {
    return Instant.EPOCH.plusNanos(ticker.epochMicros() * 1000);
  }

  /** About 15 MB: less at night, more by chance. */
  private long size(Instant time) {
    double day = 1 + 0.3 * Math.sin(time.getEpochSecond() / 86_400.0 * 2 * Math.PI);
    return (long) (15 * MEGABYTE * load * day * (0.8 + 0.4 * random.nextDouble()));
  }

  private void runFor(Duration time, Runnable eachHour) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      recordMinute();
      ticker.advance(STEP);
      boolean more = true;
      while (more) {
        more = retention.round();
      }
      if (minute % 60 == 59) {
        eachHour.run();
      }
    }
  }

  private void recordMinute() {
    Instant start = now();
    for (int i = 0; i < CAMERAS; i++) {
      CountingStore store = stores.get((i + (int) (start.getEpochSecond() / 3600)) % 2);
      SegmentKey key = new SegmentKey(StreamId.main(camera(i)), start.plusMillis(i));
      long size = size(start);
      SegmentWatch watch = retention.watch(store);
      watch.opened(key);
      watch.closed(key, size);
      store.segments.put(key, size);
      store.free -= size;
    }
    for (CountingStore store : stores) {
      assertThat(store.free).as("room for the event log").isPositive();
      store.asked.clear();
    }
  }

  private long room(double hours) {
    return (long) (15 * MEGABYTE * 60 * hours * CAMERAS / 2);
  }

  private void rooms(double hours) {
    stores.forEach(store -> store.free = room(hours) + RESERVE);
  }

  /** Of the camera, over both volumes. */
  private List<SegmentKey> kept(int number) {
    return stores.stream()
        .flatMap(store -> store.segments.keySet().stream())
        .filter(key -> key.stream().camera().equals(camera(number)))
        .sorted()
        .toList();
  }

  private void assertNothingExpired() {
    SegmentKey limit = new SegmentKey(StreamId.main(camera(0)), now().minus(Duration.ofHours(49)));
    for (CountingStore store : stores) {
      for (SegmentKey key : store.segments.headMap(limit).keySet()) {
        Duration maximum = classes.getOrDefault(key.stream().camera(), REST).maximum();
        assertThat(maximum).isNotNull();
        boolean expired =
            key.start().isBefore(now().minus(maximum).minus(Duration.ofHours(1)))
                && retention.holds().active().stream().noneMatch(hold -> overlaps(hold, key))
                && !key.stream().camera().equals(store.stuck);
        if (expired) {
          throw new AssertionError(key + " is still there at " + now());
        }
      }
    }
  }

  /** Every minute of the promised time is there, but for what was recorded before the start. */
  private void assertPromisesKept(Instant begun) {
    Map<CameraId, Integer> there = new HashMap<>();
    for (CountingStore store : stores) {
      for (SegmentKey key : store.segments.keySet()) {
        CameraId camera = key.stream().camera();
        if (!key.start().isBefore(promisedFrom(camera, begun))) {
          there.merge(camera, 1, Integer::sum);
        }
      }
    }
    for (CameraId camera : classes.keySet()) {
      long promised = Duration.between(promisedFrom(camera, begun), now()).toMinutes();
      assertThat((long) there.getOrDefault(camera, 0))
          .as("minutes of " + camera)
          .isGreaterThanOrEqualTo(promised);
    }
  }

  private static boolean overlaps(Hold hold, SegmentKey key) {
    return key.stream().camera().equals(hold.camera())
        && !key.start().isAfter(hold.to())
        && key.start().plus(STEP).isAfter(hold.from());
  }

  private Instant promisedFrom(CameraId camera, Instant begun) {
    Instant from = now().minus(classes.getOrDefault(camera, REST).minimum());
    return from.isBefore(begun) ? begun : from;
  }

  @Test
  void run_threeDaysAndMore_promisesAreKept_theHeldStays_nothingExpiredSurvivesAnHour() {
    Instant begun = now();
    rooms(64);
    runFor(Duration.ofHours(20), this::assertNothingExpired);

    HoldBook holds = retention.holds();
    Hold hold =
        holds.place(
            holds.propose(
                camera(2),
                begun.plus(Duration.ofHours(1)),
                begun.plus(Duration.ofHours(3)),
                "police",
                "case 7",
                begun.plus(Duration.ofHours(85))));
    runFor(Duration.ofHours(20), this::assertNothingExpired);
    assertPromisesKept(begun);

    stores.getFirst().stuck = camera(4);
    runFor(Duration.ofHours(20), this::assertNothingExpired);
    assertThat(alarms.open.keySet()).anyMatch(id -> id.startsWith("retention-stuck"));
    stores.getFirst().stuck = null;

    load = 1.1;
    runFor(Duration.ofHours(20), this::assertNothingExpired);
    load = 0.9;
    assertPromisesKept(begun);
    assertThat(heldMinutes(hold)).isEqualTo(121);
    assertThat(records.notes(RetentionNote.Deleted.class)).noneMatch(RetentionNote.Deleted::early);
    assertThat(alarms.open.keySet()).noneMatch(id -> id.startsWith("retention-stuck"));

    classes.put(camera(0), YARD);
    retention.plan(plan());
    runFor(Duration.ofHours(1), this::assertNothingExpired);
    assertThat(Duration.between(kept(0).getFirst().start(), now()))
        .isLessThan(Duration.ofHours(49));

    runFor(Duration.ofHours(9), this::assertNothingExpired);
    assertThat(retention.holds().active()).isEmpty();
    assertThat(heldMinutes(hold)).isZero();
    assertPromisesKept(begun);
    assertThat(alarms.everRaised).noneMatch(id -> id.startsWith("retention-promise"));
    assertThat(journalled()).isEqualTo(retention.counters().deletedSegments());
  }

  private long heldMinutes(Hold hold) {
    return kept(2).stream().filter(key -> overlaps(hold, key)).count();
  }

  /** Every deletion was told before, and whatever failed was told after. */
  private long journalled() {
    return records.notes(RetentionNote.Deleted.class).stream()
            .mapToLong(RetentionNote.Deleted::segments)
            .sum()
        - records.notes(RetentionNote.NotDeleted.class).size();
  }

  @Test
  void run_moreIsPromisedThanFits_isForetoldHoursBeforeThePromiseBreaks() {
    rooms(40);
    runFor(Duration.ofHours(20), () -> {});
    assertThat(alarms.open.keySet()).noneMatch(id -> id.startsWith("retention-"));

    load = 1.8;
    Instant changed = now();
    Map<String, Instant> when = new HashMap<>();
    runFor(
        Duration.ofHours(36), () -> alarms.everRaised.forEach(id -> when.putIfAbsent(id, now())));

    assertThat(when).containsKeys("retention-at-risk/the-recordings", "retention-promise/yard");
    Instant foretold = when.getOrDefault("retention-at-risk/the-recordings", Instant.MAX);
    Instant broken = when.getOrDefault("retention-promise/yard", Instant.MIN);
    assertThat(foretold).isAfter(changed);
    assertThat(Duration.between(foretold, broken)).isGreaterThan(Duration.ofHours(4));
  }

  @Test
  void ledger_threeDaysOfFourHundredCameras_isSmall() {
    VolumeLedger ledger = new VolumeLedger();
    System.gc();
    long before = used();
    Instant start = now();
    for (int minute = 0; minute < 72 * 60; minute++) {
      for (int i = 0; i < CAMERAS; i++) {
        ledger.closed(
            new SegmentKey(StreamId.main(camera(i)), start.plus(Duration.ofMinutes(minute))),
            15 * MEGABYTE);
      }
    }
    System.gc();
    assertThat(ledger.count()).isEqualTo(72 * 60 * CAMERAS);
    assertThat(used() - before).as("bytes for 1.7 million segments").isLessThan(25 << 20);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
