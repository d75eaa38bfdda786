package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.runtime.record.RecordPlan.Priority;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.FolderStore;
import org.gatehouse.runtime.testing.Notes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is too slow for all, on simulated time: each write takes its time. */
class ShedTest {
  private static final int PICTURE = 1000;

  /** What a stream brings a second, with its sound. */
  private static final int STREAM_BYTES = 25 * (PICTURE + 320);

  private static final int CAMERAS = 8;

  @TempDir Path folder;

  private final FakeTicker ticker = new FakeTicker();
  private final List<PlayedCamera> cameras = new ArrayList<>();
  private FolderStore store;
  private Recorder recorder;

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
    RingBudget budget = new RingBudget(64 << 20);
    for (int i = 0; i < CAMERAS; i++) {
      CameraId id = new CameraId("cam" + i);
      Priority priority = i < 2 ? Priority.LOW : i < 6 ? Priority.NORMAL : Priority.HIGH;
      add(StreamId.main(id), priority, budget);
      add(StreamId.sub(id), priority, budget);
    }
    play(10);
  }

  private void add(StreamId id, Priority priority, RingBudget budget) {
    PlayedCamera camera = new PlayedCamera(id, ticker, budget, PICTURE, true);
    cameras.add(camera);
    ticker.advance(Duration.ofMillis(70));
    cameras.forEach(PlayedCamera::play);
    recorder.add(camera.ring, new RecordPlan(Wish.ALWAYS, priority), Past.NONE);
  }

  @Test
  void disk_fast_leavesNothingOut() {
    assertThat(recorder.shedSound()).isFalse();
    assertThat(recorder.shedStreams()).isZero();
  }

  @Test
  void disk_aLittleTooSlow_leavesOutSoundAlone() throws IOException {
    store.slow(ticker, 2 * CAMERAS * STREAM_BYTES * 92 / 100);
    play(20);
    assertThat(recorder.shedSound()).isTrue();
    assertThat(recorder.shedStreams()).isZero();
    store.slow(ticker, 0);
    play(70);

    assertThat(recorder.shedSound()).isFalse();
    for (PlayedCamera camera : cameras) {
      List<Gap> gaps = Notes.of(store.created(camera.id()).get(1)).before();
      assertThat(gaps).as(camera.id().toString()).isNotEmpty();
      assertThat(gaps).allMatch(gap -> gap.soundOnly() && gap.cause() == GapCause.SHED);
      assertThat(recorder.counters(camera.id()).framesLost()).isZero();
    }
  }

  @Test
  void disk_fastEnoughForHalf_leavesOutSubStreamsFirstAndKeepsTheRestWhole() {
    store.slow(ticker, CAMERAS * STREAM_BYTES);
    play(60);

    for (PlayedCamera camera : cameras) {
      RecordCounters counters = recorder.counters(camera.id());
      assertThat(counters.laps()).as("nobody is left to chance").isZero();
      if (camera.id().name().equals("sub") && camera.id().camera().value().compareTo("cam4") < 0) {
        assertThat(counters.framesLost()).as(camera.id().toString()).isPositive();
      }
    }
    for (int i = 2; i < CAMERAS; i++) {
      assertThat(lost("cam" + i)).as("cam" + i).isZero();
    }
    assertThat(lost("cam0")).isLessThan(lost(StreamId.sub(new CameraId("cam0"))));
  }

  @Test
  void disk_farTooSlow_leavesOutLowPriorityAndNeverTheHighOnes() {
    store.slow(ticker, 3 * STREAM_BYTES);
    play(90);

    assertThat(lost("cam0")).isPositive();
    assertThat(lost("cam1")).isPositive();
    assertThat(lost("cam6")).isZero();
    assertThat(lost("cam7")).isZero();
  }

  @Test
  void disk_fastAgain_everythingComesBackAndEverySecondLeftOutIsAGap() throws IOException {
    store.slow(ticker, CAMERAS * STREAM_BYTES);
    play(30);
    store.slow(ticker, 0);
    play(20);
    assertThat(recorder.shedSound()).isFalse();
    assertThat(recorder.shedStreams()).isZero();
    play(70);

    PlayedCamera first = cameras.get(1);
    assertThat(recorder.counters(first.id()).recording()).isTrue();
    Duration told = Duration.ZERO;
    for (Path file : store.created(first.id())) {
      for (Gap gap : Notes.of(file).before()) {
        assertThat(gap.cause()).isEqualTo(GapCause.SHED);
        told = told.plus(gap.soundOnly() ? Duration.ZERO : Duration.between(gap.from(), gap.to()));
      }
    }
    long lostMillis = recorder.counters(first.id()).framesLost() * 40;
    assertThat(told.toMillis()).isBetween(lostMillis - 1000, lostMillis + 1000);
    assertThat(recorder.counters(first.id()).shedMillis()).isPositive();
  }

  @Test
  void disk_fastAgainAfterLong_everythingIsRecordedWithinTwentySeconds() {
    store.slow(ticker, 3 * STREAM_BYTES);
    play(240);
    assertThat(recorder.shedStreams()).isGreaterThan(8);

    store.slow(ticker, 0);
    play(20);

    assertThat(recorder.shedSound()).isFalse();
    assertThat(recorder.shedStreams()).isZero();
    for (PlayedCamera camera : cameras) {
      assertThat(recorder.counters(camera.id()).recording()).as(camera.id().toString()).isTrue();
    }
  }

  @Test
  void disk_barelyFasterThanWhatIsLeft_comesBackOneStepAtATime() {
    store.slow(ticker, CAMERAS * STREAM_BYTES);
    play(40);
    int before = recorder.shedStreams();
    assertThat(before).isPositive();

    store.slow(ticker, (CAMERAS + 2) * STREAM_BYTES);
    play(10);

    assertThat(recorder.shedStreams()).isGreaterThanOrEqualTo(before / 2);
  }

  @Test
  void disk_hangingForLongThenFast_everythingIsRecordedWithinTwentySeconds() {
    cameras.forEach(
        camera -> recorder.plan(camera.id(), new RecordPlan(Wish.ALWAYS, Priority.LOW)));
    store.slow(ticker, STREAM_BYTES / 20);
    play(300);
    assertThat(recorder.shedStreams()).isGreaterThan(10);

    store.slow(ticker, 0);
    play(20);

    assertThat(recorder.shedSound()).isFalse();
    assertThat(recorder.shedStreams()).isZero();
  }

  private long lost(String camera) {
    return lost(StreamId.main(new CameraId(camera)));
  }

  private long lost(StreamId stream) {
    return recorder.counters(stream).framesLost();
  }

  private void play(int seconds) {
    long end = ticker.nanos() + Duration.ofSeconds(seconds).toNanos();
    while (ticker.nanos() < end) {
      cameras.forEach(PlayedCamera::play);
      if (!recorder.round()) {
        ticker.advance(Duration.ofMillis(100));
      }
    }
  }
}
