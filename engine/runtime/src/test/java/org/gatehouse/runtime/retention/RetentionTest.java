package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SnapshotsLeftException;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RetentionTest {
  private static final Instant START = FakeTicker.START.minus(Duration.ofDays(2));
  private static final long QUOTA = 1000;
  private static final CameraId A = new CameraId("a");
  private static final CameraId B = new CameraId("b");

  private final CountingStore store = new CountingStore();
  private final FakeRecords records = new FakeRecords();
  private final AlarmBook alarms = new AlarmBook();
  private final FakeTicker ticker = new FakeTicker();
  private Retention retention = with(RetentionPlan.quota(QUOTA), 0);
  private final Logger logger = (Logger) LoggerFactory.getLogger(Retention.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private Retention with(RetentionPlan plan, long reserve) {
    return new Retention(
        List.of(new Volume(store, Volume.UNLIMITED, reserve)),
        plan,
        List.of(),
        records,
        alarms,
        ticker);
  }

  private static RetentionPlan plan(long quota, Map<CameraId, Terms> cameras) {
    return new RetentionPlan(quota, Terms.NONE, cameras, Map.of(), null, null, null, null);
  }

  private static SegmentKey key(String camera, int minute) {
    return new SegmentKey(
        StreamId.main(new CameraId(camera)), START.plus(Duration.ofMinutes(minute)));
  }

  private void on(String camera, int minute, long bytes) {
    store.segments.put(key(camera, minute), bytes);
  }

  private SegmentWatch watch() {
    return retention.watch(store);
  }

  /** What the recorder tells of a segment from its beginning to its end. */
  private void record(SegmentKey key, long bytes) {
    watch().opened(key);
    watch().grew(bytes);
    store.segments.put(key, bytes);
    watch().grew(-bytes);
    watch().closed(key, bytes);
  }

  private void roundsFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      ticker.advance(Duration.ofSeconds(1));
      retention.scan();
      retention.round();
    }
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void round_belowTheQuota_asksNothingOfTheDisk() {
    on("a", 0, QUOTA);
    roundsFor(Duration.ofHours(1));

    assertThat(store.asked).isEmpty();
    assertThat(store.scans).isEqualTo(1);
    assertThat(records.journal).isEmpty();
    assertThat(lines()).isEmpty();
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void round_aboveTheQuota_deletesTheOldestOverAllCamerasAndJournalsThemFirst() {
    on("b", 0, 300);
    on("a", 1, 300);
    on("b", 2, 300);
    on("a", 3, 300);
    on("b", 4, 300);
    roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).containsOnlyKeys(key("b", 2), key("a", 3), key("b", 4));
    assertThat(retention.counters())
        .isEqualTo(new RetentionCounters(900, 3, START.plusSeconds(120).getEpochSecond(), 2, 600));
    assertThat(records.notes(RetentionNote.Deleted.class))
        .extracting(n -> n.stream().camera(), RetentionNote.Deleted::cause, n -> n.bytes())
        .containsExactly(tuple(B, DeletionCause.QUOTA, 300L), tuple(A, DeletionCause.QUOTA, 300L));
  }

  @Test
  void recordings_onRequest_goInWholeSegments_butNotWhatIsHeldOrBeingWritten() {
    for (int minute = 0; minute < 10; minute++) {
      on("a", minute, 10);
    }
    on("b", 4, 10);
    retention.scan();
    watch().opened(key("a", 7));
    HoldBook holds = retention.holds();
    holds.place(
        holds.propose(
            A,
            at(5, 10),
            at(5, 20),
            "police",
            "case 7",
            FakeTicker.START.plus(Duration.ofDays(1))));
    CompletableFuture<Recordings.Erased> done =
        retention.recordings().erase(A, at(3, 30), at(8, 0));
    assertThat(done).isNotDone();
    roundsFor(Duration.ofSeconds(1));

    assertThat(done).isCompletedWithValue(new Recordings.Erased(4, 1));
    assertThat(store.segments)
        .containsOnlyKeys(
            key("a", 0),
            key("a", 1),
            key("a", 2),
            key("a", 5),
            key("a", 7),
            key("a", 9),
            key("b", 4));
    assertThat(records.notes(RetentionNote.Deleted.class))
        .extracting(n -> n.stream().camera(), RetentionNote.Deleted::cause, n -> n.segments())
        .containsExactly(tuple(A, DeletionCause.REQUEST, 4));
    assertThat(alarms.everRaised).as("nobody broke a promise").isEmpty();
  }

  @Test
  void recordings_beforeTheDiskWasReadThrough_areRefused() {
    CompletableFuture<Recordings.Erased> done = retention.recordings().erase(A, at(0, 0), at(1, 0));
    retention.round();
    assertThat(done).isCompletedExceptionally();
  }

  private static Instant at(int minute, int second) {
    return START.plus(Duration.ofMinutes(minute)).plusSeconds(second);
  }

  @Test
  void round_openSegment_isNeverDeletedThoughTheScanFoundItFirst() {
    SegmentKey open = key("a", 0);
    on("a", 0, 700);
    on("a", 1, 600);
    retention.scan();
    watch().opened(open);
    watch().grew(700);
    roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).containsOnlyKeys(open);
    assertThat(retention.counters().bytes()).isEqualTo(700);
  }

  @Test
  void scan_afterSegmentsWereOpenedAndClosed_countsNoneTwice() {
    SegmentKey open = key("a", 1);
    watch().opened(open);
    watch().grew(50);
    store.segments.put(open, 50L);
    record(key("a", 0), 100);
    retention.scan();

    assertThat(retention.counters().bytes()).isEqualTo(150);
    assertThat(retention.counters().segments()).isEqualTo(2);
  }

  @Test
  void closed_emptySegment_isForgotten() {
    watch().opened(key("a", 0));
    watch().grew(40);
    watch().grew(-40);
    watch().closed(key("a", 0), 0);

    assertThat(retention.counters()).isEqualTo(new RetentionCounters(0, 0, 0, 0, 0));
  }

  @Test
  void round_openSegmentsAloneAreTooMuch_isAnAlarmUntilThereIsRoom() {
    watch().opened(key("a", 0));
    watch().grew(QUOTA + 1);
    roundsFor(Duration.ofMinutes(2));

    assertThat(store.asked).isEmpty();
    assertThat(alarms.kinds()).containsExactly(Alarm.Kind.STORAGE_FULL);
    assertThat(alarms.open.values())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.text()).contains("recording.quota"));

    watch().grew(-10);
    roundsFor(Duration.ofMinutes(1));
    assertThat(alarms.open).isEmpty();
  }

  @Test
  void round_segmentAlreadyGone_isSubtractedAndNotCountedAsDeleted() {
    on("a", 0, 600);
    on("a", 1, 600);
    retention.scan();
    store.segments.remove(key("a", 0));
    roundsFor(Duration.ofSeconds(1));

    assertThat(retention.counters().bytes()).isEqualTo(600);
    assertThat(retention.counters().deletedSegments()).isZero();
    assertThat(store.segments).containsOnlyKeys(key("a", 1));
  }

  @Test
  void round_segmentThatCannotBeDeleted_youngerGoInstead_itIsTriedEveryMinuteAndAnAlarm() {
    store.stuck = new CameraId("bad");
    on("bad", 0, 600);
    on("a", 1, 300);
    on("a", 2, 300);
    roundsFor(Duration.ofSeconds(30));
    assertThat(store.asked).contains(key("bad", 0), key("a", 1)).doesNotContain(key("a", 2));
    assertThat(records.notes(RetentionNote.NotDeleted.class)).isNotEmpty();

    roundsFor(Duration.ofMinutes(2));
    record(key("a", 3), 300);
    roundsFor(Duration.ofMinutes(1));
    assertThat(store.asked).filteredOn(key("bad", 0)::equals).hasSizeBetween(2, 4);
    assertThat(alarms.kinds()).contains(Alarm.Kind.RETENTION_STUCK);
    assertThat(lines())
        .filteredOn(line -> line.contains("could not be deleted"))
        .isNotEmpty()
        .allMatch(line -> line.contains("bad") && line.contains("Operation not permitted"));

    store.stuck = null;
    roundsFor(Duration.ofMinutes(2));
    record(key("a", 5), 500);
    roundsFor(Duration.ofMinutes(2));
    assertThat(store.segments).doesNotContainKey(key("bad", 0));
    assertThat(alarms.kinds()).doesNotContain(Alarm.Kind.RETENTION_STUCK);
  }

  @Test
  void round_diskThatRefusesEverything_isAskedAFewTimesASecond() {
    store.stuck = new CameraId("bad");
    for (int i = 0; i < 5000; i++) {
      on("bad", i, 10);
    }
    roundsFor(Duration.ofSeconds(10));

    assertThat(store.asked).hasSizeLessThanOrEqualTo(160).doesNotHaveDuplicates();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void scan_folderUnreadable_deletesNothingAndSaysWhy() {
    on("a", 0, 5000);
    store.unreadable = true;
    roundsFor(Duration.ofSeconds(30));

    assertThat(store.asked).isEmpty();
    assertThat(lines()).anyMatch(line -> line.contains("Permission denied"));

    store.unreadable = false;
    roundsFor(Duration.ofMinutes(1));
    assertThat(store.segments).isEmpty();
  }

  @Test
  void round_tooLittleRoomFree_theOldestGoUntilTheReserveIsThere() {
    retention = with(RetentionPlan.quota(Volume.UNLIMITED), 1000);
    for (int i = 0; i < 10; i++) {
      on("a", i, 300);
    }
    store.free = 500;
    roundsFor(Duration.ofSeconds(1));

    assertThat(store.free).isBetween(1000L, 1600L);
    assertThat(store.segments)
        .doesNotContainKeys(key("a", 0), key("a", 1))
        .containsKey(key("a", 9));
    assertThat(records.notes(RetentionNote.Deleted.class))
        .allMatch(n -> n.cause() == DeletionCause.ROOM && !n.early());
  }

  @Test
  void round_journalCannotGrow_roomIsMadeAllTheSameAndToldLater_butAgeWaits() {
    retention =
        with(
            plan(Volume.UNLIMITED, Map.of(B, Terms.of("short", Duration.ZERO, Duration.ofDays(1)))),
            1000);
    on("a", 0, 300);
    on("b", 100, 500);
    store.free = 800;
    records.full = true;
    roundsFor(Duration.ofSeconds(1));
    assertThat(store.segments).containsOnlyKeys(key("b", 100));

    records.full = false;
    roundsFor(Duration.ofMinutes(6));
    assertThat(store.segments).isEmpty();
    assertThat(records.notes(RetentionNote.Deleted.class))
        .extracting(RetentionNote.Deleted::cause)
        .containsExactly(DeletionCause.ROOM, DeletionCause.EXPIRED);
  }

  @Test
  void round_olderThanTheMaximum_goesWithinMinutesThoughThereIsRoom() {
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofHours(47));
    retention = with(plan(Volume.UNLIMITED, Map.of(A, day)), 0);
    for (int i = 0; i < 120; i++) {
      on("a", i, 10);
      on("b", i, 10);
    }
    roundsFor(Duration.ofMinutes(10));

    assertThat(store.segments.keySet().stream().filter(k -> k.stream().camera().equals(A)))
        .isNotEmpty()
        .allMatch(k -> !k.start().isBefore(now().minus(Duration.ofHours(47).plusMinutes(6))));
    assertThat(store.segments.keySet().stream().filter(k -> k.stream().camera().equals(B)))
        .hasSize(120);
    assertThat(alarms.everRaised).isEmpty();
  }

  private Instant now() {
    return Instant.EPOCH.plusNanos(ticker.epochMicros() * 1000);
  }

  @Test
  void round_roomIsShort_whatIsBeyondItsPromiseGoesBeforeWhatIsPromised() {
    Terms promised = Terms.of("promised", Duration.ofDays(3), null);
    retention = with(plan(QUOTA, Map.of(A, promised)), 0);
    on("a", 0, 500);
    on("a", 1, 400);
    on("b", 60, 200);
    on("b", 61, 200);
    roundsFor(Duration.ofMinutes(1));

    assertThat(store.segments).containsOnlyKeys(key("a", 0), key("a", 1));
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void round_promisesMustBreak_allByTheSameShare_andAreAnAlarmUntilTheirTimeIsOver() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    Terms tenDays = Terms.of("ten", Duration.ofDays(10), null);
    retention = with(plan(QUOTA, Map.of(A, twoDays, B, tenDays)), 0);
    on("a", 0, 600);
    on("b", 0, 600);
    roundsFor(Duration.ofMinutes(1));

    assertThat(store.segments).containsOnlyKeys(key("b", 0));
    assertThat(alarms.open).containsOnlyKeys("retention-promise/two");
    assertThat(retention.report().of("two")).satisfies(two -> assertThat(two.broken()).isOne());
    assertThat(records.notes(RetentionNote.Deleted.class)).allMatch(RetentionNote.Deleted::early);

    ticker.advance(Duration.ofHours(2).plusMinutes(1));
    roundsFor(Duration.ofMinutes(1));
    assertThat(alarms.open).isEmpty();
  }

  @Test
  void round_classOrCameraAboveItsQuota_losesItsOwnOldest() {
    Terms tight = new Terms("tight", Duration.ZERO, null, 700, 500);
    retention = with(plan(Volume.UNLIMITED, Map.of(A, tight, B, tight)), 0);
    on("a", 5, 300);
    on("a", 6, 300);
    on("b", 7, 300);
    on("b", 8, 100);
    on("c", 0, 5000);
    roundsFor(Duration.ofSeconds(20));

    assertThat(store.segments).containsOnlyKeys(key("a", 6), key("b", 7), key("b", 8), key("c", 0));
    assertThat(
            Set.copyOf(
                records.notes(RetentionNote.Deleted.class).stream()
                    .map(RetentionNote.Deleted::cause)
                    .toList()))
        .isSubsetOf(DeletionCause.CLASS_QUOTA, DeletionCause.CAMERA_QUOTA);
  }

  @Test
  void plan_cameraOfAnotherClass_holdsFromTheNextRoundOn() {
    retention = with(plan(Volume.UNLIMITED, Map.of()), 0);
    on("a", 0, 10);
    roundsFor(Duration.ofMinutes(10));
    assertThat(store.segments).isNotEmpty();

    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(1));
    retention.plan(plan(Volume.UNLIMITED, Map.of(A, day)));
    roundsFor(Duration.ofSeconds(1));
    assertThat(store.segments).isEmpty();
  }

  private static RetentionPlan named(long quota, Map<CameraId, Terms> cameras, Terms... all) {
    Map<String, Terms> named = new HashMap<>();
    for (Terms terms : all) {
      named.put(terms.name(), terms);
    }
    return new RetentionPlan(quota, Terms.NONE, cameras, named, null, null, null, null);
  }

  @Test
  void restart_promiseWasBroken_isAnAlarmAgainUntilItsTimeIsOver() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    RetentionPlan plan = plan(QUOTA, Map.of(A, twoDays));
    retention = with(plan, 0);
    on("a", 0, 600);
    on("a", 1, 600);
    roundsFor(Duration.ofMinutes(1));
    Alarm first = alarms.open.get("retention-promise/two");
    assertThat(first).isNotNull();

    alarms.open.clear();
    retention = with(plan, 0);
    roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open.get("retention-promise/two")).isEqualTo(first);

    ticker.advance(Duration.ofHours(2).plusMinutes(1));
    roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open).isEmpty();
    alarms.everRaised.clear();
    retention = with(plan, 0);
    roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void restart_afterACrash_knowsFromTheJournalWhatWasNotWrittenAnyMore() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    RetentionPlan plan = plan(QUOTA, Map.of(A, twoDays));
    retention = with(plan, 0);
    on("a", 0, 600);
    on("a", 1, 600);
    roundsFor(Duration.ofSeconds(1));
    records.memory = RetentionMemory.NONE;

    alarms.open.clear();
    retention = with(plan, 0);
    roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open).containsKey("retention-promise/two");
    assertThat(retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(new RetentionMemory.Span(START, START.plusSeconds(60)));
  }

  @Test
  void deleted_afterARound_andARestart_tellsWhenThatWas() {
    for (int i = 0; i < 10; i++) {
      on("a", i, 200);
    }
    RetentionMemory.Span gone = new RetentionMemory.Span(START, START.plusSeconds(300));
    roundsFor(Duration.ofSeconds(1));
    assertThat(retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(gone);

    roundsFor(Duration.ofMinutes(5));
    records.journal.clear();
    retention = with(RetentionPlan.quota(QUOTA), 0);
    assertThat(retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(gone);
    assertThat(retention.deleted(StreamId.main(B), Instant.EPOCH, Instant.MAX)).isEmpty();
  }

  @Test
  void plan_cameraRemoved_itsRecordingsKeepTheRuleOfItsClass_overARestartToo() {
    Terms week = Terms.of("week", Duration.ofDays(7), Duration.ofDays(7));
    Terms hours = Terms.of("hours", Duration.ZERO, Duration.ofHours(49));
    retention = with(named(Volume.UNLIMITED, Map.of(A, week, B, hours), week, hours), 0);
    on("a", 0, 10);
    on("b", 0, 10);
    on("b", 90, 10);
    roundsFor(Duration.ofSeconds(10));
    RetentionPlan without = named(Volume.UNLIMITED, Map.of(), week, hours);
    retention.plan(without);
    roundsFor(Duration.ofMinutes(10));
    ticker.advance(Duration.ofHours(1));
    roundsFor(Duration.ofMinutes(10));
    assertThat(store.segments).containsOnlyKeys(key("a", 0), key("b", 90));

    retention = with(without, 0);
    assertThat(retention.plan().of(A)).isEqualTo(week);
    ticker.advance(Duration.ofHours(2));
    roundsFor(Duration.ofMinutes(40));
    assertThat(store.segments).containsOnlyKeys(key("a", 0));
    assertThat(records.memory.classes()).containsOnlyKeys(A);
    ticker.advance(Duration.ofDays(6));
    roundsFor(Duration.ofMinutes(40));
    assertThat(store.segments).isEmpty();
    retention.plan(without);
    assertThat(retention.plan().of(A)).as("nothing is left of it").isEqualTo(Terms.NONE);
  }

  @Test
  void restart_classIsGoneFromTheSite_recordingsFallToTheUsualOne() {
    Terms week = Terms.of("week", Duration.ofDays(7), null);
    retention = with(named(Volume.UNLIMITED, Map.of(A, week), week), 0);
    on("a", 0, 10);
    roundsFor(Duration.ofSeconds(10));

    retention = with(named(Volume.UNLIMITED, Map.of()), 0);
    assertThat(retention.plan().of(A)).isEqualTo(Terms.NONE);
  }

  @Test
  void round_clockSetFarAhead_nothingGoesForItsAgeForHalfAnHour() {
    SteppedTicker stepped = new SteppedTicker(ticker);
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(3));
    retention =
        new Retention(
            List.of(new Volume(store, Volume.UNLIMITED, 0)),
            plan(Volume.UNLIMITED, Map.of(A, day)),
            List.of(),
            records,
            alarms,
            stepped);
    on("a", 0, 10);
    roundsFor(Duration.ofSeconds(10));
    stepped.step = Duration.ofDays(365);
    roundsFor(Duration.ofMinutes(29));
    assertThat(store.segments).isNotEmpty();
    assertThat(lines()).anyMatch(line -> line.contains("clock"));

    roundsFor(Duration.ofMinutes(7));
    assertThat(store.segments).isEmpty();
  }

  @Test
  void round_somePicturesCannotBeDeleted_countsThoseThatWereAndSaysSo() {
    Forgetter pictures =
        new Forgetter(
            "snapshots",
            _ -> Duration.ofDays(1),
            (_, _, _) -> {
              throw new SnapshotsLeftException(3, 1, new IOException("not permitted"));
            });
    retention = forgetting(pictures);
    retention.round();

    assertThat(records.notes(RetentionNote.Forgotten.class))
        .extracting(RetentionNote.Forgotten::what, RetentionNote.Forgotten::count)
        .containsExactly(tuple("snapshots", 3L));
    assertThat(lines()).anyMatch(line -> line.contains("not permitted"));
  }

  @Test
  void guardedRound_error_isLoggedAndNotTheEnd() {
    retention =
        forgetting(
            new Forgetter(
                "events",
                _ -> Duration.ofDays(1),
                (_, _, _) -> {
                  throw new StackOverflowError("too deep");
                }));

    assertThat(retention.guardedRound()).isFalse();

    assertThat(lines()).anyMatch(line -> line.contains("the next one is tried"));
    ticker.advance(Duration.ofSeconds(1));
    assertThat(retention.guardedRound()).isFalse();
  }

  private Retention forgetting(Forgetter forgetter) {
    return new Retention(
        List.of(new Volume(store, Volume.UNLIMITED, 0)),
        RetentionPlan.quota(QUOTA),
        List.of(forgetter),
        records,
        alarms,
        ticker);
  }

  @Test
  void start_farAheadOfAllThatIsKnown_nothingGoesForItsAgeForHalfAnHour() {
    records.memory = RetentionMemory.NONE;
    retention = withOneDay();
    on("a", 0, 10);
    // Recorded since, with the same clock.
    ticker.advance(Duration.ofMinutes(2));
    on("a", 2 * 24 * 60 + 1, 10);
    roundsFor(Duration.ofMinutes(29));
    assertThat(store.segments).containsKey(key("a", 0));
    assertThat(lines()).anyMatch(line -> line.contains("clock"));

    roundsFor(Duration.ofMinutes(7));
    assertThat(store.segments).doesNotContainKey(key("a", 0));
  }

  @Test
  void start_recordedUntilShortlyBefore_deletesAtOnce() {
    records.memory = RetentionMemory.NONE;
    retention = withOneDay();
    on("a", 0, 10);
    on("a", 2 * 24 * 60 - 3, 10);
    roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).doesNotContainKey(key("a", 0));
    assertThat(lines()).noneMatch(line -> line.contains("clock"));
  }

  private Retention withOneDay() {
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(1));
    return with(plan(Volume.UNLIMITED, Map.of(A, day)), 0);
  }

  @Test
  void round_hundredThousandSegments_asksTheDiskOnceForEachThatGoes() {
    long size = 1_000_000;
    retention = with(RetentionPlan.quota(100_000 * size), 0);
    for (int i = 0; i < 100_000; i++) {
      on("cam-" + i % 400, i / 400, size);
    }
    retention.scan();
    for (int minute = 0; minute < 60; minute++) {
      for (int camera = 0; camera < 400; camera++) {
        record(key("cam-" + camera, 250 + minute), size);
      }
      roundsFor(Duration.ofSeconds(1));
      assertThat(store.segments).hasSizeBetween(99_400, 100_000);
    }

    assertThat(store.scans).isEqualTo(1);
    assertThat(store.asked).hasSizeBetween(60 * 400, 60 * 400 + 600);
    assertThat(store.asked).isSortedAccordingTo(Comparator.comparing(SegmentKey::start));
    assertThat(retention.counters().bytes()).isEqualTo(store.bytes());
  }
}
