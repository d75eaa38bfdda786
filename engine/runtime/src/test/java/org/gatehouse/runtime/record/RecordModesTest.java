package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.runtime.record.RecordPlan.Priority;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Notes;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By schedule and around events, on simulated time. */
class RecordModesTest {
  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private final EventWish wish = new EventWish(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private FolderStore store;
  private Recorder recorder;
  private PlayedCamera camera;

  @BeforeEach
  void open() {
    store = new FolderStore(folder);
    recorder =
        new Recorder(
            store,
            ticker,
            Recorder.SYNC,
            SegmentWatch.NONE,
            Interruptions.UNKNOWN,
            cause -> {},
            false);
    camera = new PlayedCamera(Units.STREAM, ticker, new RingBudget(16 << 20), 1000, false);
  }

  @Test
  void event_recordsFromThePreRollToTheEnd_andTellsThatTheRestWasNotWanted() throws IOException {
    record(wish);
    play(60);
    assertThat(store.created()).isEmpty();
    wish.happened(ticker.epochMicros());
    play(60);
    wish.happened(ticker.epochMicros());
    play(60);

    assertThat(store.created()).hasSize(2);
    SegmentNotes first = Notes.of(store.created().get(0));
    assertThat(first.start()).isBetween(at(47), at(50));
    assertThat(first.before()).isEmpty();
    Gap gap = Notes.of(store.created().get(1)).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.NOT_WANTED);
    assertThat(gap.from()).isBetween(at(80), at(81));
    assertThat(gap.to()).isBetween(at(107), at(110));
    assertThat(recorder.counters(camera.id()).framesLost()).isZero();
    assertThat(recorder.counters(camera.id()).recording()).isFalse();
  }

  @Test
  void event_followedByAnother_goesOnInOneRecording() {
    record(wish);
    play(30);
    for (int i = 0; i < 4; i++) {
      wish.happened(ticker.epochMicros());
      play(15);
    }
    play(30);
    assertThat(store.created()).hasSize(2);
    assertThat(recorder.counters(camera.id()).gaps()).isZero();
  }

  @Test
  void event_thatLasts_isRecordedUntilItEndsOrIsForgotten() {
    wish.began("input 1", micros());
    ticker.advance(Duration.ofMinutes(9));
    assertThat(wish.open(micros())).isTrue();
    wish.ended("input 1", micros());
    ticker.advance(Duration.ofSeconds(21));
    assertThat(wish.open(micros())).isFalse();

    wish.began("input 1", micros());
    ticker.advance(Duration.ofMinutes(11));
    assertThat(wish.open(micros())).as("its end was never told").isFalse();
  }

  @Test
  void schedule_recordsInItsTimesAlone() throws IOException {
    record(WeekSchedule.parse(List.of("daily 12:01-12:02", "daily 12:04-12:05"), ZoneOffset.UTC));
    play(330);

    assertThat(store.created()).hasSize(2 * 2);
    assertThat(Notes.of(store.created().get(0)).start()).isBetween(at(53), at(60));
    Gap gap = Notes.of(store.created().get(2)).before().getFirst();
    assertThat(gap.cause()).isEqualTo(GapCause.NOT_WANTED);
    assertThat(gap.to()).isBetween(at(233), at(240));
  }

  @Test
  void plan_changes_whileItRecords() {
    record(Wish.ALWAYS);
    play(10);
    recorder.plan(camera.id(), new RecordPlan(wish, Priority.NORMAL));
    play(10);
    assertThat(recorder.counters(camera.id()).recording()).isFalse();
    recorder.plan(camera.id(), RecordPlan.CONTINUOUS);
    play(10);
    assertThat(recorder.counters(camera.id()).recording()).isTrue();
  }

  private void record(Wish wanted) {
    recorder.add(camera.ring, new RecordPlan(wanted, Priority.NORMAL), Past.NONE);
  }

  private long micros() {
    return ticker.epochMicros();
  }

  private void play(int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      camera.play();
      recorder.round();
      ticker.advance(Duration.ofMillis(100));
    }
  }

  private static Instant at(int seconds) {
    return FakeTicker.START.plusSeconds(seconds);
  }
}
