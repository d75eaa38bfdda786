package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.OTHER;
import static org.gatehouse.runtime.testing.Units.PARAMETERS;
import static org.gatehouse.runtime.testing.Units.unit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When segments and fragments are cut, and what a failing disk does; on simulated time. */
class StreamRecordingTest {
  private static final int GROUP = 50;
  private static final int SIZE = 1000;

  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(4 << 20));
  private FolderStore store;
  private StreamRecording recording;
  private int next;

  @BeforeEach
  void open() {
    store = new FolderStore(folder);
    recording = record();
  }

  @Test
  void turn_steadyStream_cutsASegmentAtTheFirstKeyFrameAfterAMinute() {
    publish(25 * 125);
    recording.finish();

    assertThat(store.created()).hasSize(3);
    assertThat(store.starts().get(1)).isEqualTo(FakeTicker.START.plusSeconds(60));
    assertThat(store.starts().get(2)).isEqualTo(FakeTicker.START.plusSeconds(120));
    RecordCounters counters = recording.counters();
    assertThat(counters.frames()).isEqualTo(25 * 125);
    assertThat(counters.framesLost()).isZero();
    assertThat(counters.gaps()).isZero();
    assertThat(counters.recording()).isFalse();
  }

  @Test
  void turn_steadyStream_writesAfterSevenTenthsOfASecondAndAtKeyFrames() {
    publish(25 * 50);
    recording.finish();

    assertThat(recording.counters().fragments()).isEqualTo(75);
    assertThat(store.writes()).as("the fragments and one head").isEqualTo(76);
  }

  @Test
  void turn_steadyStream_syncsEveryTenSeconds() {
    publish(25 * 50);

    assertThat(store.syncs()).isBetween(5, 6);
  }

  @Test
  void turn_nothingComes_writesWhatIsReady() {
    publish(10);
    assertThat(recording.counters().frames()).isZero();
    ticker.advance(Duration.ofSeconds(3));
    recording.turn();

    assertThat(recording.counters().frames()).isEqualTo(9);
    recording.finish();
    assertThat(recording.counters().frames()).isEqualTo(10);
  }

  @Test
  void turn_parametersChange_beginsASegmentWithoutAGap() {
    publish(50);
    for (int i = 50; i < 100; i++) {
      push(unit(OTHER, i, i * 3600L, i == 50, SIZE));
    }
    recording.finish();

    assertThat(store.created()).hasSize(2);
    assertThat(recording.counters().frames()).isEqualTo(100);
    assertThat(recording.counters().gaps()).isZero();
  }

  @Test
  void turn_sessionStartsAgain_beginsASegmentAndCountsAGap() {
    publish(60);
    for (int i = 0; i < 50; i++) {
      push(unit(PARAMETERS, 200 + i, i * 3600L, i == 0, SIZE));
    }
    recording.finish();

    assertThat(store.created()).hasSize(2);
    assertThat(store.starts().get(1)).isEqualTo(FakeTicker.START.plusSeconds(8));
    assertThat(recording.counters().frames()).isEqualTo(110);
    assertThat(recording.counters().gaps()).isEqualTo(1);
  }

  @Test
  void turn_clockJumpsInsideAGroup_losesNothingAndCutsAtTheNextKeyFrame() {
    publish(60);
    for (int i = 60; i < 160; i++) {
      push(unit(PARAMETERS, i, 90_000_000L + i * 3600L, i % GROUP == 0, SIZE));
    }
    recording.finish();

    assertThat(store.created()).hasSize(2);
    assertThat(store.starts().get(1)).isEqualTo(FakeTicker.START.plusSeconds(4));
    assertThat(recording.counters().frames()).isEqualTo(160);
  }

  @Test
  void turn_lapped_goesOnAtAKeyFrameInANewSegment() {
    ring = new StreamRing(Units.STREAM, new RingBudget(70 * (SIZE + 96)));
    recording = record();
    publish(60);
    for (int i = 60; i < 1000; i++) {
      ring.publish(unit(i, i % GROUP == 0, SIZE));
    }
    recording.turn();
    recording.finish();

    RecordCounters counters = recording.counters();
    assertThat(counters.laps()).isEqualTo(1);
    assertThat(counters.gaps()).isEqualTo(1);
    assertThat(counters.framesLost()).isPositive();
    assertThat(counters.frames() + counters.framesLost()).isEqualTo(1000);
    assertThat(store.created()).hasSize(2);
  }

  @Test
  void turn_diskFails_closesTheSegmentRetriesAndGoesOn() {
    publish(100);
    store.fail(Units.STREAM.camera(), "No space left on device");
    publish(50);
    assertThat(recording.counters().ioErrors()).isEqualTo(1);
    assertThat(recording.counters().recording()).isFalse();
    publish(25 * 30);
    assertThat(recording.counters().ioErrors()).isEqualTo(4);

    store.fail(Units.STREAM.camera(), null);
    publish(25 * 30);
    recording.finish();

    RecordCounters counters = recording.counters();
    assertThat(counters.gaps()).isEqualTo(1);
    assertThat(counters.frames() + counters.framesLost()).isEqualTo(next);
    assertThat(counters.frames()).isGreaterThan(25 * 20);
    assertThat(store.created()).hasSize(2);
    assertThat(store.created()).allMatch(Files::exists);
  }

  @Test
  void turn_diskFailsAtTheFirstWrite_leavesNoEmptyFile() {
    FolderStore failing = store;
    failing.fail(Units.STREAM.camera(), "No space left on device");
    publish(25 * 25);
    recording.finish();

    assertThat(folder).isEmptyDirectory();
    assertThat(recording.counters().framesLost()).isEqualTo(25 * 25);
  }

  @Test
  void turn_damagedParameterSets_countsAndWritesNothing() {
    ParameterSets h265 = ParameterSets.h265(Units.SPS, Units.SPS, Units.SPS, 320, 180);
    for (int i = 0; i < 100; i++) {
      push(unit(h265, i, i * 3600L, i % GROUP == 0, SIZE));
    }
    recording.finish();

    assertThat(recording.counters().framesLost()).isEqualTo(100);
    assertThat(store.created()).isEmpty();
  }

  private StreamRecording record() {
    return new StreamRecording(
        ring.id(),
        ring.open(StreamSource.Start.LATEST_RANDOM_ACCESS),
        new Surroundings(store, ticker, Runnable::run, SegmentWatch.NONE),
        new SyncSchedule(0, ticker.nanos(), Recorder.SYNC));
  }

  /** The next pictures, 25 a second, the recorder taking its turn after each. */
  private void publish(int count) {
    for (int i = 0; i < count; i++, next++) {
      push(unit(next, next % GROUP == 0, SIZE));
    }
  }

  private void push(AccessUnit unit) {
    ring.publish(unit);
    ticker.advance(Duration.ofMillis(40));
    recording.turn();
  }
}
