package org.gatehouse.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.unit;

import java.time.Duration;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

/** Pictures 0 to 14 of the large stream came within 0.6 s, its key pictures are 0 and 10. */
class StandInTest {
  private static final int GROUP = 10;

  private final FakeTicker ticker = new FakeTicker();
  private final RingBudget budget = new RingBudget(1 << 20);
  private final StreamRing large = new StreamRing(Units.STREAM, budget);
  private final StreamRing small = new StreamRing(StreamId.sub(Units.STREAM.camera()), budget);
  private final RecordingSink sink = new RecordingSink();

  StandInTest() {
    publish(large, 15);
  }

  private static void publish(StreamRing ring, int pictures) {
    for (int i = 0; i < pictures; i++) {
      ring.publish(unit(i, i % GROUP == 0, 100));
    }
  }

  private boolean shown(LiveWishes wishes) {
    return new StandIn(large, ticker).showInsteadOf(small, sink, wishes);
  }

  @Test
  void show_wantedStreamIsEmpty_sendsTheLatestKeyPictureAndSaysItIsAStill() {
    assertThat(shown(LiveWishes.ANY)).isTrue();
    assertThat(sink.texts()).hasSize(2).first().isEqualTo("{\"kind\":\"still\"}");
    assertThat(sink.texts().getLast()).contains("\"stream\":\"main\"");
    assertThat(sink.pictures()).hasSize(1);
    assertThat(sink.pictures().getFirst().epochMicros()).isEqualTo(unit(10, true, 1).epochMicros());
  }

  @Test
  void show_wantedStreamRuns_sendsNothing() {
    publish(small, 15);
    ticker.advance(Duration.ofSeconds(4));
    assertThat(shown(LiveWishes.ANY)).isFalse();
    assertThat(sink.all()).isEmpty();
  }

  @Test
  void show_bothAreOld_sendsNothing() {
    publish(small, 15);
    ticker.advance(Duration.ofSeconds(6));
    assertThat(shown(LiveWishes.ANY)).isFalse();
    assertThat(sink.all()).isEmpty();
  }

  @Test
  void show_codingThatIsNotPlayed_sendsNothing() {
    assertThat(shown(LiveWishes.of("hvc1", false))).isFalse();
    assertThat(sink.all()).isEmpty();
  }

  @Test
  void run_stillWasShown_oldPicturesOfTheOpenedStreamAreLeftOut() throws InterruptedException {
    publish(small, 15);
    ticker.advance(Duration.ofMinutes(1));
    large.publish(unit(1500, true, 100));
    LiveViewer viewer = new LiveViewer(small, new StandIn(large, ticker), sink, LiveWishes.ANY);
    Thread thread = Thread.ofVirtual().start(viewer);
    sink.awaitMessages(4);
    while (small.readers() == 0) {
      Thread.onSpinWait();
    }
    small.publish(unit(1510, true, 100));
    sink.awaitMessages(7);
    viewer.close();
    thread.interrupt();
    thread.join();
    assertThat(sink.pictures())
        .extracting(RecordingSink.Message::epochMicros)
        .containsExactly(unit(1500, true, 1).epochMicros(), unit(1510, true, 1).epochMicros());
  }
}
