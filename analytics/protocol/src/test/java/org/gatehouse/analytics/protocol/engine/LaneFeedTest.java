package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.protocol.wire.ByteWire;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LaneFeedTest {
  private static final long LONG_AGO = TimeUnit.MINUTES.toNanos(1);
  private final Ticker ticker = Ticker.system();
  private final FakeStream stream = new FakeStream(Units.GATE);
  private final Lane lane =
      new Lane(1, new LaneSpec(Units.GATE, LaneKind.VEHICLE, List.of("CN")), stream);
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final LaneFeed feed =
      new LaneFeed(
          lane,
          new FrameChannel(new Wire()),
          new Quarantine(),
          ticker,
          Duration.ofSeconds(6),
          new Nobody());

  @AfterEach
  void stop() {
    feed.stop();
  }

  @Test
  void nothingMoves_keyPicturesAlone_andAllSinceTheLastOneOnceItDoes() throws Exception {
    Demand demand = new Demand(ticker.nanos() - LONG_AGO);
    demand.seen(ticker.nanos());
    lane.demand = demand;
    stream.publish(Units.unit(1, true, "key 1"));
    stream.publish(Units.unit(2, false, "second"));
    feed.start();
    assertThat(next()).isEqualTo("key 1");
    stream.publish(Units.unit(3, true, "key 2"));
    stream.publish(Units.unit(4, false, "fourth"));
    assertThat(next()).isEqualTo("key 2");
    assertThat(sent.poll(300, TimeUnit.MILLISECONDS)).isNull();
    demand.wanted(ticker.nanos());
    assertThat(next()).isEqualTo("key 2");
    assertThat(next()).isEqualTo("fourth");
    stream.publish(Units.unit(5, false, "fifth"));
    assertThat(next()).isEqualTo("fifth");
    assertThat(lane.dropped.sum()).isZero();
  }

  @Test
  void nothingTells_allAreSent() throws Exception {
    stream.publish(Units.unit(1, true, "key 1"));
    stream.publish(Units.unit(2, false, "second"));
    feed.start();
    assertThat(next()).isEqualTo("key 1");
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void unitThatTheWorkerStillHas_isCopiedAndTheStreamsMemoryGivenBack() throws Exception {
    AccessUnit unit = Units.unit(1, true, "key 1");
    stream.publish(unit);
    feed.start();
    assertThat(next()).isEqualTo("key 1");
    while (stream.released() < 1) {
      Thread.onSpinWait();
    }
    feed.inFlight().decoding(1, 0, ticker.nanos());
    AccessUnit kept = Objects.requireNonNull(feed.inFlight().last());
    assertThat(kept.payload().copy()).isEqualTo(unit.payload().copy());
    assertThat(kept.payload().array()).isNotSameAs(unit.payload().array());
  }

  private String next() throws InterruptedException {
    String text = sent.poll(20, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("nothing was sent");
    }
    return text;
  }

  /** Where units go: what they say. */
  private final class Wire implements ByteWire {
    @Override
    public int read(ByteBuffer into) {
      return -1;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] frame = new byte[bytes.getInt()];
      bytes.get(frame);
      sent.add(MediaUnit.parseFrom(frame).getPayload().toStringUtf8());
    }

    @Override
    public void close() {}
  }

  static final class Nobody implements LaneFeed.Watcher {
    @Override
    public void gap(Gap gap) {}

    @Override
    public void failed(IOException cause) {}

    @Override
    public void ended() {}
  }
}
