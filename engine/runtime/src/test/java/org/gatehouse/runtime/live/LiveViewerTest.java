package org.gatehouse.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.runtime.testing.Units.unit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
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
    new LiveViewer(fromTheOldest(), null, sink, LiveWishes.ANY, Duration.ZERO).run();

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
    new LiveViewer(fromTheOldest(), null, sink, LiveWishes.ANY).run();

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

  @Test
  void run_codingThatIsNotPlayed_endsAndSaysWhich() {
    publish(0, 10);
    LiveViewer viewer =
        new LiveViewer(ring, null, sink, LiveWishes.of("hvc1", false), Duration.ZERO);
    viewer.run();

    assertThat(viewer.refused()).isEqualTo(VideoCodec.H264);
    assertThat(sink.all()).isEmpty();
    assertThat(ring.readers()).isZero();
  }

  @Test
  void run_soundWasHeardBefore_firstInitialisationNamesIt() {
    AudioFormat aac = new AudioFormat(AudioCodec.AAC, 8000, 1, new byte[] {0x15, (byte) 0x88});
    for (int i = 0; i < 25; i++) {
      AccessUnit picture = unit(i, i % GROUP == 0, 100);
      AudioFrame frame = new AudioFrame(aac, picture.epochMicros() - 1, i * 320L, 320, new byte[9]);
      ring.publish(
          new AccessUnit(
              picture.parameters(),
              picture.epochMicros(),
              picture.ticks(),
              picture.randomAccess(),
              0,
              picture.payload(),
              i == 20 ? List.of() : List.of(frame)));
    }
    ring.close();
    new LiveViewer(ring, null, sink, LiveWishes.of(null, true), Duration.ZERO).run();

    assertThat(sink.texts()).hasSize(1);
    assertThat(sink.texts().getFirst()).contains("avc1.64000c, mp4a.40.2");
    assertThat(sink.pictures()).hasSize(5).allMatch(picture -> picture.duration() == 3600);
  }

  @Test
  void wishes_textOfAClient_areReadOrRefused() {
    assertThat(LiveWishes.of("avc1, HVC1,vp09", true).codecs())
        .containsExactlyInAnyOrder(VideoCodec.H264, VideoCodec.H265);
    assertThat(LiveWishes.of(null, false)).isEqualTo(LiveWishes.ANY);
    assertThatThrownBy(() -> LiveWishes.of("vp09", false))
        .hasMessageContaining("expected avc1, hvc1 or mp4v, but saw 'vp09'");
  }

  private LiveViewer viewer() {
    return new LiveViewer(ring, null, sink, LiveWishes.ANY, Duration.ZERO);
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
