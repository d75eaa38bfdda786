package org.gatehouse.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.unit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.runtime.live.RecordingSink.Message;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveViewerTest {
  private static final int GROUP = 10;

  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));
  private final RecordingSink sink = new RecordingSink();

  @Test
  void run_cachedGroup_isSentAtOnceFromItsKeyFrame() {
    publish(0, 25);
    ring.close();
    viewer().run();

    assertThat(sink.pictures()).hasSize(5);
    assertThat(sink.pictures().getFirst().key()).isTrue();
    assertThat(sink.pictures()).allMatch(picture -> picture.duration() == LiveTimeline.HURRIED);
  }

  @Test
  void run_liveStream_sendsEachPictureAsItComes() throws InterruptedException {
    Thread thread = Thread.ofVirtual().start(viewer());
    for (int i = 0; i < 30; i++) {
      publish(i, i + 1);
      sink.awaitMessages(i + 3);
    }
    ring.close();
    thread.join();

    assertThat(sink.pictures()).hasSize(30);
    assertThat(ring.readers()).isZero();
  }

  /**
   * The sink takes pictures 0 to 2 and is full at the 3rd; it still is at the next key frame, 10,
   * and takes the one after that, 20.
   */
  @Test
  void run_fullSink_skipsToAKeyFrameAndTellsHowMany() {
    publish(0, 25);
    ring.close();
    sink.fullAtLooks(4, 5);
    new LiveViewer(fromTheOldest(), sink, Duration.ZERO).run();

    assertThat(sink.texts().getLast()).isEqualTo("{\"kind\":\"dropped\",\"frames\":17}");
    assertThat(sink.pictures()).hasSize(8);
    Message after = sink.pictures().get(3);
    assertThat(after.key()).isTrue();
    assertThat(after.discontinuity()).isTrue();
    assertThat(after.epochMicros()).isEqualTo(unit(20, true, 100).epochMicros());
  }

  @Test
  void run_sinkFullForAMoment_waitsAndLosesNothing() {
    publish(0, 25);
    ring.close();
    sink.fullAtLooks(4, 5);
    new LiveViewer(fromTheOldest(), sink).run();

    assertThat(sink.pictures()).hasSize(25);
    assertThat(sink.texts()).hasSize(1);
  }

  @Test
  void close_waitingViewer_endsAndLetsTheRingGo() throws InterruptedException {
    LiveViewer viewer = viewer();
    Thread thread = Thread.ofVirtual().start(viewer);
    publish(0, 1);
    sink.awaitMessages(3);
    viewer.close();
    thread.interrupt();
    thread.join();

    assertThat(ring.readers()).isZero();
  }

  @Test
  void run_closedBefore_sendsNothing() {
    publish(0, 10);
    LiveViewer viewer = viewer();
    viewer.close();
    viewer.run();

    assertThat(sink.all()).isEmpty();
  }

  private LiveViewer viewer() {
    return new LiveViewer(ring, sink, Duration.ZERO);
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      ring.publish(unit(i, i % GROUP == 0, 100));
    }
  }

  private StreamSource fromTheOldest() {
    return new StreamSource() {
      @Override
      public StreamId id() {
        return ring.id();
      }

      @Override
      public StreamReader open(Start start) {
        return ring.open(Start.OLDEST_RANDOM_ACCESS);
      }
    };
  }
}
