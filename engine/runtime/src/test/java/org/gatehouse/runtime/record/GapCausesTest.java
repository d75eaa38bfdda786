package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.PARAMETERS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Notes;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What segments say is missing before them, and why; on simulated time. */
class GapCausesTest {
  private static final int GROUP = 50;
  private static final Duration FRAME = Duration.ofMillis(40);

  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(4 << 20));
  private final OutageBook outages = new OutageBook(ticker);
  private final ClockWatch clock = new ClockWatch(ticker);
  private FolderStore store;
  private StreamRecording recording;

  /** Next picture: its number, its time on the camera's clock, less than the server's own. */
  private int next;

  private long ticks;

  @BeforeEach
  void open() {
    store = new FolderStore(folder);
    recording = record(Past.NONE);
  }

  @Test
  void segment_firstOne_notesItsExactStartAndNoGap() throws IOException {
    ticker.set(Duration.ofNanos(123_456_000));
    play(10);
    SegmentNotes notes = notes(0);

    assertThat(notes.start()).isEqualTo(FakeTicker.START.plusNanos(123_456_000));
    assertThat(notes.before()).isEmpty();
  }

  @Test
  void segment_afterAMinute_hasNoGapBeforeIt() throws IOException {
    play(65);
    assertThat(notes(1).before()).isEmpty();
    assertThat(notes(1).start()).isEqualTo(FakeTicker.START.plusSeconds(60));
  }

  @Test
  void segment_afterRestart_tellsSinceWhenTheEngineWasAway() throws IOException {
    Instant end = FakeTicker.START.minusSeconds(100);
    recording = record(new Past(micros(end), GapCause.RESTART));
    play(5);

    assertThat(notes(0).before())
        .containsExactly(new Gap(end, FakeTicker.START, GapCause.RESTART, false));
  }

  @Test
  void segment_afterRestartOfACameraThatWasOff_tellsBoth() throws IOException {
    Instant end = FakeTicker.START.minusSeconds(100);
    recording = record(new Past(micros(end), GapCause.RESTART));
    outages.down(Units.STREAM, GapCause.CAMERA_OFF);
    idle(30);
    outages.up(Units.STREAM);
    play(5);

    Instant begun = FakeTicker.START;
    assertThat(notes(0).before())
        .containsExactly(
            new Gap(end, begun, GapCause.RESTART, false),
            new Gap(begun, begun.plusSeconds(30), GapCause.CAMERA_OFF, false));
  }

  @Test
  void segment_afterTheCameraWasAway_tellsTheWorstThatWasSeen() throws IOException {
    play(4);
    outages.down(Units.STREAM, GapCause.STALLED);
    idle(3);
    outages.down(Units.STREAM, GapCause.CAMERA_OFF);
    outages.down(Units.STREAM, GapCause.STREAM);
    idle(5);
    outages.up(Units.STREAM);
    session();
    play(4);

    assertThat(notes(1).before()).containsExactly(gap(4, 12, GapCause.CAMERA_OFF));
  }

  @Test
  void segment_afterAnotherOutage_doesNotBlameTheOneBefore() throws IOException {
    play(4);
    outages.down(Units.STREAM, GapCause.CAMERA_OFF);
    idle(4);
    outages.up(Units.STREAM);
    session();
    play(4);
    outages.down(Units.STREAM, GapCause.STALLED);
    idle(4);
    outages.up(Units.STREAM);
    session();
    play(4);

    assertThat(notes(1).before()).containsExactly(gap(4, 8, GapCause.CAMERA_OFF));
    assertThat(notes(2).before()).containsExactly(gap(12, 16, GapCause.STALLED));
  }

  @Test
  void segment_afterAJumpThatNobodyKnowsOf_saysTheStream() throws IOException {
    play(4);
    idle(4);
    session();
    play(4);

    assertThat(notes(1).before()).containsExactly(gap(4, 8, GapCause.STREAM));
  }

  @Test
  void segment_afterAFullDisk_saysFullFromTheLastPictureWritten() throws IOException {
    play(4);
    store.fail(Units.STREAM.camera(), "No space left on device");
    play(30);
    store.fail(Units.STREAM.camera(), null);
    play(20);

    Gap gap = only(notes(1));
    assertThat(gap.cause()).isEqualTo(GapCause.DISK_FULL);
    assertThat(gap.from()).isBetween(at(3), at(4));
    assertThat(gap.to()).isEqualTo(notes(1).start()).isAfter(at(4));
  }

  @Test
  void segment_afterABrokenDisk_saysFailed() throws IOException {
    play(4);
    store.fail(Units.STREAM.camera(), "Input/output error");
    play(12);
    store.fail(Units.STREAM.camera(), null);
    play(20);

    assertThat(only(notes(1)).cause()).isEqualTo(GapCause.DISK_FAILED);
  }

  @Test
  void clock_setForward_beginsASegmentAndTellsTheHole() throws IOException {
    play(5);
    ticker.set(Duration.ofHours(1));
    play(65);
    recording.finish();

    Gap gap = only(notes(1));
    assertThat(gap.cause()).isEqualTo(GapCause.CLOCK_STEP);
    assertThat(gap.from()).as("what came until the key frame is in the old file").isEqualTo(at(6));
    assertThat(gap.to()).isEqualTo(at(3606)).isEqualTo(notes(1).start());
    assertThat(recording.counters().frames()).isEqualTo(70 * 25);
    assertThat(store.created()).hasSize(3);
    assertThat(notes(2).before()).isEmpty();
  }

  @Test
  void clock_setForward_stampsFollowingASecondLater_isToldAtTheLeap() throws IOException {
    play(5);
    long behind = Duration.ofHours(1).toNanos() / 1000;
    ticker.set(Duration.ofHours(1));
    stamped(1, -behind);
    play(5);

    assertThat(store.created()).hasSize(2);
    assertThat(only(notes(1)).to()).isAfter(at(3600));
  }

  @Test
  void clock_setBack_beginsASegmentWithANoteAndLosesNothing() throws IOException {
    play(5);
    long ahead = Duration.ofHours(1).toNanos() / 1000;
    ticker.set(Duration.ofHours(-1));
    stamped(20, ahead);
    recording.finish();

    assertThat(store.created()).hasSize(2);
    assertThat(only(notes(1)).cause()).isEqualTo(GapCause.CLOCK_STEP);
    assertThat(recording.counters().frames()).isEqualTo(25 * 25);
  }

  @Test
  void clock_ofTheCameraHoursOffAndSet_isNotWhatFilesAreNamedBy() throws IOException {
    ticks = -7 * 3600 * 90_000L;
    play(4);
    ticks += 9 * 3600 * 90_000L;
    play(4);

    assertThat(store.starts()).containsExactly(at(0), at(4));
    assertThat(notes(1).before()).as("nothing is missing").isEmpty();
  }

  @Test
  void night_ofTheChangeToSummerTime_isRecordedWithoutAHole() throws IOException {
    Instant evening = Instant.parse("2026-03-29T00:58:00Z");
    ticker.set(Duration.between(FakeTicker.START, evening));
    play(250);
    recording.finish();

    List<Instant> starts = store.starts();
    assertThat(starts).hasSize(5);
    for (int i = 0; i < starts.size(); i++) {
      assertThat(starts.get(i).atOffset(ZoneOffset.UTC))
          .isEqualTo(evening.plusSeconds(60L * i).atOffset(ZoneOffset.UTC));
      assertThat(notes(i).before()).isEmpty();
    }
  }

  private StreamRecording record(Past past) {
    return new StreamRecording(
        ring.id(),
        ring.open(StreamSource.Start.NEXT_RANDOM_ACCESS),
        new Surroundings(
            store, ticker, Runnable::run, SegmentWatch.NONE, outages, clock, cause -> {}),
        new SyncSchedule(0, ticker.nanos(), Recorder.SYNC),
        past);
  }

  private void play(int seconds) {
    stamped(seconds, 0);
  }

  /** Pictures whose stamps differ from the wall clock. */
  private void stamped(int seconds, long offMicros) {
    for (int i = 0; i < seconds * 25; i++, next++, ticks += 3600) {
      boolean key = next % GROUP == 0;
      long stamp = ticker.epochMicros() + offMicros;
      ring.publish(new AccessUnit(PARAMETERS, stamp, ticks, key, 0, new byte[500]));
      ticker.advance(FRAME);
      clock.look();
      recording.turn();
    }
  }

  private void idle(int seconds) {
    ticker.advance(Duration.ofSeconds(seconds));
    recording.turn();
  }

  /** The camera begins again with a key frame and other numbers. */
  private void session() {
    next = 0;
    ticks = 12_345_678_900L - ticks;
  }

  private SegmentNotes notes(int segment) throws IOException {
    return Notes.of(store.created().get(segment));
  }

  private static Gap only(SegmentNotes notes) {
    assertThat(notes.before()).hasSize(1);
    return notes.before().getFirst();
  }

  private static Gap gap(int from, int to, GapCause cause) {
    return new Gap(at(from), at(to), cause, false);
  }

  private static Instant at(int seconds) {
    return FakeTicker.START.plusSeconds(seconds);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
