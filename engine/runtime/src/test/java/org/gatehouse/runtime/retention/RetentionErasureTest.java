package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gatehouse.runtime.retention.KeptSite.A;
import static org.gatehouse.runtime.retention.KeptSite.B;
import static org.gatehouse.runtime.retention.KeptSite.QUOTA;
import static org.gatehouse.runtime.retention.KeptSite.START;
import static org.gatehouse.runtime.retention.KeptSite.key;
import static org.gatehouse.runtime.retention.KeptSite.plan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.SnapshotsLeftException;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletion itself: on request, and where a disk, the journal or a store of pictures fails. */
class RetentionErasureTest {
  private final KeptSite site = new KeptSite();
  private final CountingStore store = site.store;
  private final FakeRecords records = site.records;
  private final AlarmBook alarms = site.alarms;
  private final FakeTicker ticker = site.ticker;

  @AfterEach
  void stopListening() {
    site.close();
  }

  @Test
  void recordings_onRequest_goInWholeSegments_butNotWhatIsHeldOrBeingWritten() {
    for (int minute = 0; minute < 10; minute++) {
      site.on("a", minute, 10);
    }
    site.on("b", 4, 10);
    site.retention.scan();
    site.watch().opened(key("a", 7));
    HoldBook holds = site.retention.holds();
    holds.place(
        holds.propose(
            A,
            at(5, 10),
            at(5, 20),
            "police",
            "case 7",
            FakeTicker.START.plus(Duration.ofDays(1))));
    CompletableFuture<Recordings.Erased> done =
        site.retention.recordings().erase(A, at(3, 30), at(8, 0));
    assertThat(done).isNotDone();
    site.roundsFor(Duration.ofSeconds(1));

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
    CompletableFuture<Recordings.Erased> done =
        site.retention.recordings().erase(A, at(0, 0), at(1, 0));
    site.retention.round();
    assertThat(done).isCompletedExceptionally();
  }

  private static Instant at(int minute, int second) {
    return START.plus(Duration.ofMinutes(minute)).plusSeconds(second);
  }

  @Test
  void round_segmentAlreadyGone_isSubtractedAndNotCountedAsDeleted() {
    site.on("a", 0, 600);
    site.on("a", 1, 600);
    site.retention.scan();
    store.segments.remove(key("a", 0));
    site.roundsFor(Duration.ofSeconds(1));

    assertThat(site.retention.counters().bytes()).isEqualTo(600);
    assertThat(site.retention.counters().deletedSegments()).isZero();
    assertThat(store.segments).containsOnlyKeys(key("a", 1));
  }

  @Test
  void round_segmentThatCannotBeDeleted_youngerGoInstead_itIsTriedEveryMinuteAndAnAlarm() {
    store.stuck = new CameraId("bad");
    site.on("bad", 0, 600);
    site.on("a", 1, 300);
    site.on("a", 2, 300);
    site.roundsFor(Duration.ofSeconds(30));
    assertThat(store.asked).contains(key("bad", 0), key("a", 1)).doesNotContain(key("a", 2));
    assertThat(records.notes(RetentionNote.NotDeleted.class)).isNotEmpty();

    site.roundsFor(Duration.ofMinutes(2));
    site.record(key("a", 3), 300);
    site.roundsFor(Duration.ofMinutes(1));
    assertThat(store.asked).filteredOn(key("bad", 0)::equals).hasSizeBetween(2, 4);
    assertThat(alarms.kinds()).contains(Alarm.Kind.RETENTION_STUCK);
    assertThat(site.lines())
        .filteredOn(line -> line.contains("could not be deleted"))
        .isNotEmpty()
        .allMatch(line -> line.contains("bad") && line.contains("Operation not permitted"));

    store.stuck = null;
    site.roundsFor(Duration.ofMinutes(2));
    site.record(key("a", 5), 500);
    site.roundsFor(Duration.ofMinutes(2));
    assertThat(store.segments).doesNotContainKey(key("bad", 0));
    assertThat(alarms.kinds()).doesNotContain(Alarm.Kind.RETENTION_STUCK);
  }

  @Test
  void round_diskThatRefusesEverything_isAskedAFewTimesASecond() {
    store.stuck = new CameraId("bad");
    for (int i = 0; i < 5000; i++) {
      site.on("bad", i, 10);
    }
    site.roundsFor(Duration.ofSeconds(10));

    assertThat(store.asked).hasSizeLessThanOrEqualTo(160).doesNotHaveDuplicates();
    assertThat(site.lines()).hasSize(1);
  }

  @Test
  void scan_folderUnreadable_deletesNothingAndSaysWhy() {
    site.on("a", 0, 5000);
    store.unreadable = true;
    site.roundsFor(Duration.ofSeconds(30));

    assertThat(store.asked).isEmpty();
    assertThat(site.lines()).anyMatch(line -> line.contains("Permission denied"));

    store.unreadable = false;
    site.roundsFor(Duration.ofMinutes(1));
    assertThat(store.segments).isEmpty();
  }

  @Test
  void round_journalCannotGrow_roomIsMadeAllTheSameAndToldLater_butAgeWaits() {
    site.retention =
        site.with(
            plan(Volume.UNLIMITED, Map.of(B, Terms.of("short", Duration.ZERO, Duration.ofDays(1)))),
            1000);
    site.on("a", 0, 300);
    site.on("b", 100, 500);
    store.free = 800;
    records.full = true;
    site.roundsFor(Duration.ofSeconds(1));
    assertThat(store.segments).containsOnlyKeys(key("b", 100));

    records.full = false;
    site.roundsFor(Duration.ofMinutes(6));
    assertThat(store.segments).isEmpty();
    assertThat(records.notes(RetentionNote.Deleted.class))
        .extracting(RetentionNote.Deleted::cause)
        .containsExactly(DeletionCause.ROOM, DeletionCause.EXPIRED);
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
    site.retention = forgetting(pictures);
    site.retention.round();

    assertThat(records.notes(RetentionNote.Forgotten.class))
        .extracting(RetentionNote.Forgotten::what, RetentionNote.Forgotten::count)
        .containsExactly(tuple("snapshots", 3L));
    assertThat(site.lines()).anyMatch(line -> line.contains("not permitted"));
  }

  @Test
  void guardedRound_error_isLoggedAndNotTheEnd() {
    site.retention =
        forgetting(
            new Forgetter(
                "events",
                _ -> Duration.ofDays(1),
                (_, _, _) -> {
                  throw new StackOverflowError("too deep");
                }));

    assertThat(site.retention.guardedRound()).isFalse();

    assertThat(site.lines()).anyMatch(line -> line.contains("the next one is tried"));
    ticker.advance(Duration.ofSeconds(1));
    assertThat(site.retention.guardedRound()).isFalse();
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
}
