package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.retention.KeptSite.A;
import static org.gatehouse.runtime.retention.KeptSite.B;
import static org.gatehouse.runtime.retention.KeptSite.QUOTA;
import static org.gatehouse.runtime.retention.KeptSite.START;
import static org.gatehouse.runtime.retention.KeptSite.key;
import static org.gatehouse.runtime.retention.KeptSite.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is too old under the terms of its class, and what is still known after a restart. */
class RetentionTermsTest {
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
  void round_olderThanTheMaximum_goesWithinMinutesThoughThereIsRoom() {
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofHours(47));
    site.retention = site.with(plan(Volume.UNLIMITED, Map.of(A, day)), 0);
    for (int i = 0; i < 120; i++) {
      site.on("a", i, 10);
      site.on("b", i, 10);
    }
    site.roundsFor(Duration.ofMinutes(10));

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
  void plan_cameraOfAnotherClass_holdsFromTheNextRoundOn() {
    site.retention = site.with(plan(Volume.UNLIMITED, Map.of()), 0);
    site.on("a", 0, 10);
    site.roundsFor(Duration.ofMinutes(10));
    assertThat(store.segments).isNotEmpty();

    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(1));
    site.retention.plan(plan(Volume.UNLIMITED, Map.of(A, day)));
    site.roundsFor(Duration.ofSeconds(1));
    assertThat(store.segments).isEmpty();
  }

  @Test
  void restart_promiseWasBroken_isAnAlarmAgainUntilItsTimeIsOver() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    RetentionPlan plan = plan(QUOTA, Map.of(A, twoDays));
    site.retention = site.with(plan, 0);
    site.on("a", 0, 600);
    site.on("a", 1, 600);
    site.roundsFor(Duration.ofMinutes(1));
    Alarm first = alarms.open.get("retention-promise/two");
    assertThat(first).isNotNull();

    alarms.open.clear();
    site.retention = site.with(plan, 0);
    site.roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open.get("retention-promise/two")).isEqualTo(first);

    ticker.advance(Duration.ofHours(2).plusMinutes(1));
    site.roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open).isEmpty();
    alarms.everRaised.clear();
    site.retention = site.with(plan, 0);
    site.roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.everRaised).isEmpty();
  }

  @Test
  void restart_afterACrash_knowsFromTheJournalWhatWasNotWrittenAnyMore() {
    Terms twoDays = Terms.of("two", Duration.ofHours(50), null);
    RetentionPlan plan = plan(QUOTA, Map.of(A, twoDays));
    site.retention = site.with(plan, 0);
    site.on("a", 0, 600);
    site.on("a", 1, 600);
    site.roundsFor(Duration.ofSeconds(1));
    records.memory = RetentionMemory.NONE;

    alarms.open.clear();
    site.retention = site.with(plan, 0);
    site.roundsFor(Duration.ofMinutes(2));
    assertThat(alarms.open).containsKey("retention-promise/two");
    assertThat(site.retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(new RetentionMemory.Span(START, START.plusSeconds(60)));
  }

  @Test
  void deleted_afterARound_andARestart_tellsWhenThatWas() {
    for (int i = 0; i < 10; i++) {
      site.on("a", i, 200);
    }
    RetentionMemory.Span gone = new RetentionMemory.Span(START, START.plusSeconds(300));
    site.roundsFor(Duration.ofSeconds(1));
    assertThat(site.retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(gone);

    site.roundsFor(Duration.ofMinutes(5));
    records.journal.clear();
    site.retention = site.with(RetentionPlan.quota(QUOTA), 0);
    assertThat(site.retention.deleted(StreamId.main(A), Instant.EPOCH, Instant.MAX))
        .containsExactly(gone);
    assertThat(site.retention.deleted(StreamId.main(B), Instant.EPOCH, Instant.MAX)).isEmpty();
  }

  private static RetentionPlan named(long quota, Map<CameraId, Terms> cameras, Terms... all) {
    Map<String, Terms> named = new HashMap<>();
    for (Terms terms : all) {
      named.put(terms.name(), terms);
    }
    return new RetentionPlan(quota, Terms.NONE, cameras, named, null, null, null, null);
  }

  @Test
  void plan_cameraRemoved_itsRecordingsKeepTheRuleOfItsClass_overARestartToo() {
    Terms week = Terms.of("week", Duration.ofDays(7), Duration.ofDays(7));
    Terms hours = Terms.of("hours", Duration.ZERO, Duration.ofHours(49));
    site.retention = site.with(named(Volume.UNLIMITED, Map.of(A, week, B, hours), week, hours), 0);
    site.on("a", 0, 10);
    site.on("b", 0, 10);
    site.on("b", 90, 10);
    site.roundsFor(Duration.ofSeconds(10));
    RetentionPlan without = named(Volume.UNLIMITED, Map.of(), week, hours);
    site.retention.plan(without);
    site.roundsFor(Duration.ofMinutes(10));
    ticker.advance(Duration.ofHours(1));
    site.roundsFor(Duration.ofMinutes(10));
    assertThat(store.segments).containsOnlyKeys(key("a", 0), key("b", 90));

    site.retention = site.with(without, 0);
    assertThat(site.retention.plan().of(A)).isEqualTo(week);
    ticker.advance(Duration.ofHours(2));
    site.roundsFor(Duration.ofMinutes(40));
    assertThat(store.segments).containsOnlyKeys(key("a", 0));
    assertThat(records.memory.classes()).containsOnlyKeys(A);
    ticker.advance(Duration.ofDays(6));
    site.roundsFor(Duration.ofMinutes(40));
    assertThat(store.segments).isEmpty();
    site.retention.plan(without);
    assertThat(site.retention.plan().of(A)).as("nothing is left of it").isEqualTo(Terms.NONE);
  }

  @Test
  void restart_classIsGoneFromTheSite_recordingsFallToTheUsualOne() {
    Terms week = Terms.of("week", Duration.ofDays(7), null);
    site.retention = site.with(named(Volume.UNLIMITED, Map.of(A, week), week), 0);
    site.on("a", 0, 10);
    site.roundsFor(Duration.ofSeconds(10));

    site.retention = site.with(named(Volume.UNLIMITED, Map.of()), 0);
    assertThat(site.retention.plan().of(A)).isEqualTo(Terms.NONE);
  }

  @Test
  void round_clockSetFarAhead_nothingGoesForItsAgeForHalfAnHour() {
    SteppedTicker stepped = new SteppedTicker(ticker);
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(3));
    site.retention =
        new Retention(
            List.of(new Volume(store, Volume.UNLIMITED, 0)),
            plan(Volume.UNLIMITED, Map.of(A, day)),
            List.of(),
            records,
            alarms,
            stepped);
    site.on("a", 0, 10);
    site.roundsFor(Duration.ofSeconds(10));
    stepped.step = Duration.ofDays(365);
    site.roundsFor(Duration.ofMinutes(29));
    assertThat(store.segments).isNotEmpty();
    assertThat(site.lines()).anyMatch(line -> line.contains("clock"));

    site.roundsFor(Duration.ofMinutes(7));
    assertThat(store.segments).isEmpty();
  }

  @Test
  void start_farAheadOfAllThatIsKnown_nothingGoesForItsAgeForHalfAnHour() {
    records.memory = RetentionMemory.NONE;
    site.retention = withOneDay();
    site.on("a", 0, 10);
    // Recorded since, with the same clock.
    ticker.advance(Duration.ofMinutes(2));
    site.on("a", 2 * 24 * 60 + 1, 10);
    site.roundsFor(Duration.ofMinutes(29));
    assertThat(store.segments).containsKey(key("a", 0));
    assertThat(site.lines()).anyMatch(line -> line.contains("clock"));

    site.roundsFor(Duration.ofMinutes(7));
    assertThat(store.segments).doesNotContainKey(key("a", 0));
  }

  @Test
  void start_recordedUntilShortlyBefore_deletesAtOnce() {
    records.memory = RetentionMemory.NONE;
    site.retention = withOneDay();
    site.on("a", 0, 10);
    site.on("a", 2 * 24 * 60 - 3, 10);
    site.roundsFor(Duration.ofSeconds(1));

    assertThat(store.segments).doesNotContainKey(key("a", 0));
    assertThat(site.lines()).noneMatch(line -> line.contains("clock"));
  }

  private Retention withOneDay() {
    Terms day = Terms.of("day", Duration.ZERO, Duration.ofDays(1));
    return site.with(plan(Volume.UNLIMITED, Map.of(A, day)), 0);
  }
}
