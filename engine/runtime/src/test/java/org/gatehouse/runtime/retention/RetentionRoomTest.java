package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gatehouse.runtime.retention.KeptSite.A;
import static org.gatehouse.runtime.retention.KeptSite.B;
import static org.gatehouse.runtime.retention.KeptSite.QUOTA;
import static org.gatehouse.runtime.retention.KeptSite.START;
import static org.gatehouse.runtime.retention.KeptSite.key;
import static org.gatehouse.runtime.retention.KeptSite.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where room is short, by a quota or on the disk: what goes first, and what stays. */
class RetentionRoomTest {
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
  void round_belowTheQuota_asksNothingOfTheDisk() {
    site.on("a", 0, QUOTA);
    site.roundsFor(Duration.ofHours(1));

    assertThat(store.asked).isEmpty();
    assertThat(store.scans).isEqualTo(1);
    assertThat(records.journal).isEmpty();
    assertThat(site.lines()).isEmpty();
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void round_aboveTheQuota_deletesTheOldestOverAllCamerasAndJournalsThemFirst() {
    site.on("b", 0, 300);
    site.on("a", 1, 300);
    site.on("b", 2, 300);
    site.on("a", 3, 300);
    site.on("b", 4, 300);
    site.roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).containsOnlyKeys(key("b", 2), key("a", 3), key("b", 4));
    assertThat(site.retention.counters())
        .isEqualTo(new RetentionCounters(900, 3, START.plusSeconds(120).getEpochSecond(), 2, 600));
    assertThat(records.notes(RetentionNote.Deleted.class))
        .extracting(n -> n.stream().camera(), RetentionNote.Deleted::cause, n -> n.bytes())
        .containsExactly(tuple(B, DeletionCause.QUOTA, 300L), tuple(A, DeletionCause.QUOTA, 300L));
  }

  @Test
  void round_openSegment_isNeverDeletedThoughTheScanFoundItFirst() {
    SegmentKey open = key("a", 0);
    site.on("a", 0, 700);
    site.on("a", 1, 600);
    site.retention.scan();
    site.watch().opened(open);
    site.watch().grew(700);
    site.roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).containsOnlyKeys(open);
    assertThat(site.retention.counters().bytes()).isEqualTo(700);
  }

  @Test
  void scan_afterSegmentsWereOpenedAndClosed_countsNoneTwice() {
    SegmentKey open = key("a", 1);
    site.watch().opened(open);
    site.watch().grew(50);
    store.segments.put(open, 50L);
    site.record(key("a", 0), 100);
    site.retention.scan();

    assertThat(site.retention.counters().bytes()).isEqualTo(150);
    assertThat(site.retention.counters().segments()).isEqualTo(2);
  }

  @Test
  void closed_emptySegment_isForgotten() {
    site.watch().opened(key("a", 0));
    site.watch().grew(40);
    site.watch().grew(-40);
    site.watch().closed(key("a", 0), 0);

    assertThat(site.retention.counters()).isEqualTo(new RetentionCounters(0, 0, 0, 0, 0));
  }

  @Test
  void round_openSegmentsAloneAreTooMuch_isAnAlarmUntilThereIsRoom() {
    site.watch().opened(key("a", 0));
    site.watch().grew(QUOTA + 1);
    site.roundsFor(Duration.ofMinutes(2));

    assertThat(store.asked).isEmpty();
    assertThat(alarms.kinds()).containsExactly(Alarm.Kind.STORAGE_FULL);
    assertThat(alarms.open.values())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.text()).contains("recording.quota"));

    site.watch().grew(-10);
    site.roundsFor(Duration.ofMinutes(1));
    assertThat(alarms.open).isEmpty();
  }

  @Test
  void round_tooLittleRoomFree_theOldestGoUntilTheReserveIsThere() {
    site.retention = site.with(RetentionPlan.quota(Volume.UNLIMITED), 1000);
    for (int i = 0; i < 10; i++) {
      site.on("a", i, 300);
    }
    store.free = 500;
    site.roundsFor(Duration.ofSeconds(1));

    assertThat(store.free).isBetween(1000L, 1600L);
    assertThat(store.segments)
        .doesNotContainKeys(key("a", 0), key("a", 1))
        .containsKey(key("a", 9));
    assertThat(records.notes(RetentionNote.Deleted.class))
        .allMatch(n -> n.cause() == DeletionCause.ROOM && !n.early());
  }

  @Test
  void round_roomIsShort_whatIsBeyondItsPromiseGoesBeforeWhatIsPromised() {
    Terms promised = Terms.of("promised", Duration.ofDays(3), null);
    site.retention = site.with(plan(QUOTA, Map.of(A, promised)), 0);
    site.on("a", 0, 500);
    site.on("a", 1, 400);
    site.on("b", 60, 200);
    site.on("b", 61, 200);
    site.roundsFor(Duration.ofMinutes(1));

    assertThat(store.segments).containsOnlyKeys(key("a", 0), key("a", 1));
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void round_promisesMustBreak_allByTheSameShare_andAreAnAlarmUntilTheirTimeIsOver() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    Terms tenDays = Terms.of("ten", Duration.ofDays(10), null);
    site.retention = site.with(plan(QUOTA, Map.of(A, twoDays, B, tenDays)), 0);
    site.on("a", 0, 600);
    site.on("b", 0, 600);
    site.roundsFor(Duration.ofMinutes(1));

    assertThat(store.segments).containsOnlyKeys(key("b", 0));
    assertThat(alarms.open).containsOnlyKeys("retention-promise/two");
    assertThat(site.retention.report().of("two"))
        .satisfies(two -> assertThat(two.broken()).isOne());
    assertThat(records.notes(RetentionNote.Deleted.class)).allMatch(RetentionNote.Deleted::early);

    ticker.advance(Duration.ofHours(2).plusMinutes(1));
    site.roundsFor(Duration.ofMinutes(1));
    assertThat(alarms.open).isEmpty();
  }

  @Test
  void round_classOrCameraAboveItsQuota_losesItsOwnOldest() {
    Terms tight = new Terms("tight", Duration.ZERO, null, 700, 500);
    site.retention = site.with(plan(Volume.UNLIMITED, Map.of(A, tight, B, tight)), 0);
    site.on("a", 5, 300);
    site.on("a", 6, 300);
    site.on("b", 7, 300);
    site.on("b", 8, 100);
    site.on("c", 0, 5000);
    site.roundsFor(Duration.ofSeconds(20));

    assertThat(store.segments).containsOnlyKeys(key("a", 6), key("b", 7), key("b", 8), key("c", 0));
    assertThat(
            Set.copyOf(
                records.notes(RetentionNote.Deleted.class).stream()
                    .map(RetentionNote.Deleted::cause)
                    .toList()))
        .isSubsetOf(DeletionCause.CLASS_QUOTA, DeletionCause.CAMERA_QUOTA);
  }

  @Test
  void round_hundredThousandSegments_asksTheDiskOnceForEachThatGoes() {
    long size = 1_000_000;
    site.retention = site.with(RetentionPlan.quota(100_000 * size), 0);
    for (int i = 0; i < 100_000; i++) {
      site.on("cam-" + i % 400, i / 400, size);
    }
    site.retention.scan();
    for (int minute = 0; minute < 60; minute++) {
      for (int camera = 0; camera < 400; camera++) {
        site.record(key("cam-" + camera, 250 + minute), size);
      }
      site.roundsFor(Duration.ofSeconds(1));
      assertThat(store.segments).hasSizeBetween(99_400, 100_000);
    }

    assertThat(store.scans).isEqualTo(1);
    assertThat(store.asked).hasSizeBetween(60 * 400, 60 * 400 + 600);
    assertThat(store.asked).isSortedAccordingTo(Comparator.comparing(SegmentKey::start));
    assertThat(site.retention.counters().bytes()).isEqualTo(store.bytes());
  }
}
