package org.gatehouse.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.unit;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FolderStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recorder with its thread. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecorderTest {
  private static final StreamId GOOD = StreamId.main(new CameraId("good"));
  private static final StreamId BAD = StreamId.main(new CameraId("bad"));

  @TempDir Path folder;

  private final RingBudget budget = new RingBudget(32 << 20);

  @Test
  void close_writesAllThatWasPublishedBefore() {
    FolderStore store = new FolderStore(folder);
    StreamRing ring = new StreamRing(GOOD, budget);
    Recorder recorder = new Recorder(store, Ticker.system());
    recorder.add(ring);
    publish(ring, 1500);
    recorder.close();
    recorder.close();

    assertThat(recorder.counters(GOOD).frames()).isEqualTo(1500);
    assertThat(recorder.counters(GOOD).recording()).isFalse();
    assertThat(ring.readers()).isZero();
  }

  @Test
  void failingDiskOfOneCamera_leavesTheOthersAlone() {
    FolderStore store = new FolderStore(folder);
    store.fail(BAD.camera(), "Input/output error");
    StreamRing good = new StreamRing(GOOD, budget);
    StreamRing bad = new StreamRing(BAD, budget);
    try (Recorder recorder = new Recorder(store, Ticker.system())) {
      recorder.add(bad);
      recorder.add(good);
      publish(bad, 500);
      publish(good, 500);
      recorder.close();

      assertThat(recorder.counters(GOOD).frames()).isEqualTo(500);
      assertThat(recorder.counters(GOOD).ioErrors()).isZero();
      assertThat(recorder.counters(BAD).frames()).isZero();
      assertThat(recorder.counters(BAD).framesLost()).isEqualTo(500);
      assertThat(recorder.counters(BAD).ioErrors()).isPositive();
    }
  }

  @Test
  void remove_closesTheSegment_andAddBeginsAnother() {
    FolderStore store = new FolderStore(folder);
    StreamRing ring = new StreamRing(GOOD, budget);
    publish(ring, 100);
    Recorder recorder = new Recorder(store, Ticker.system());
    recorder.add(ring);
    recorder.remove(GOOD);
    recorder.add(ring);
    recorder.close();

    assertThat(store.created()).hasSize(2);
    assertThat(ring.readers()).isZero();
  }

  @Test
  void counters_unknownStream_areZero() {
    try (Recorder recorder = new Recorder(new FolderStore(folder), Ticker.system())) {
      assertThat(recorder.counters(GOOD)).isEqualTo(RecordCounters.ZERO);
    }
  }

  private static void publish(StreamRing ring, int count) {
    for (int i = 0; i < count; i++) {
      ring.publish(unit(i, i % 50 == 0, 200));
    }
  }
}
