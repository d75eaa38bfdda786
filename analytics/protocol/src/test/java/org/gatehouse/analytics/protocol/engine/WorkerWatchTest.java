package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.junit.jupiter.api.Test;

class WorkerWatchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long LIMIT = 1_000_000_000L;
  private final WorkerWatch watch =
      new WorkerWatch(
          Limits.of(new AnalyticsBudget(0, 1, true, LIMIT, AnalyticsBudget.CPU, false)));
  private final FakeBody body = new FakeBody();
  private final WorkerSession session = new WorkerSession(1, new FakeHost("here"), body, 0);

  @Test
  void memory_aboveItsLimit_isExchangedForTheSpareOnceItHasServedForAWhile() {
    serves();
    body.resident = LIMIT + 1;
    assertThat(look(30 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(90 * SECOND, true)).isEqualTo(new WorkerWatch.Exchange(LIMIT + 1));
    assertThat(look(90 * SECOND, false)).isEqualTo(new WorkerWatch.Fine());
  }

  @Test
  void memory_farAboveItsLimit_isEndedAtOnce() {
    serves();
    body.resident = 2 * LIMIT;
    assertThat(look(SECOND, false)).isEqualTo(new WorkerWatch.End("has grown to 1907 MiB"));
  }

  @Test
  void memory_thatOnlyTheWorkerKnows_isTakenFromIt() {
    serves();
    session.toldResidentBytes = 2 * LIMIT;
    assertThat(look(SECOND, true)).isInstanceOf(WorkerWatch.End.class);
  }

  @Test
  void starting_forMinutes_isTheEnd() {
    assertThat(look(119 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(121 * SECOND, true))
        .isEqualTo(new WorkerWatch.End("did not start within 120 s"));
  }

  @Test
  void silence_isTakenForAHang() {
    serves();
    assertThat(watch.look(session, session.heardNanos + 14 * SECOND, true))
        .isEqualTo(new WorkerWatch.Fine());
    assertThat(watch.look(session, session.heardNanos + 16 * SECOND, true))
        .isEqualTo(new WorkerWatch.End("has said nothing for 15 s"));
  }

  @Test
  void connections_lostForLong_areTheEnd() {
    session.become(WorkerState.READY);
    assertThat(look(SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(3 * SECOND, true)).isEqualTo(new WorkerWatch.End("lost its connections"));
  }

  @Test
  void retiring_afterItsTime_isOver() {
    session.become(WorkerState.READY);
    session.become(WorkerState.ACTIVE);
    session.become(WorkerState.RETIRING);
    session.retireByNanos = 5 * SECOND;
    assertThat(look(4 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(5 * SECOND, true)).isEqualTo(new WorkerWatch.Over());
  }

  @Test
  void lane_unitsWaitAndNoneIsDecodedForLong_hangs() {
    serves();
    InFlight given = give();
    given.sent(1, Units.unit(1, true, "decoded"), SECOND);
    given.sent(2, Units.unit(2, false, "waits"), SECOND);
    given.decoding(1, 0, SECOND);
    given.decoded(1, 2 * SECOND);
    assertThat(look(61 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(63 * SECOND, true)).isEqualTo(new WorkerWatch.Hangs(1, given));
  }

  @Test
  void lane_nothingWaits_mayBeIdleForEver() {
    serves();
    InFlight given = give();
    given.sent(1, Units.unit(1, true, "decoded"), SECOND);
    given.decoded(1, 2 * SECOND);
    assertThat(look(1000 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    given.sent(2, Units.unit(2, false, "waits"), 1000 * SECOND);
    assertThat(look(1059 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
  }

  @Test
  void lane_waitsForTheEngineToTakeWhatWasFound_isNotToBlame() {
    serves();
    give().sent(1, Units.unit(1, true, "waits"), SECOND);
    for (int i = 0; i < Handover.MUCH; i++) {
      session.handover.arrived();
    }
    assertThat(look(500 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    session.handover.acknowledged(500 * SECOND);
    assertThat(look(559 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(561 * SECOND, true)).isInstanceOf(WorkerWatch.Hangs.class);
  }

  @Test
  void lane_engineIsBusyWithOneMessage_isNotToBlameForWhatWasNotRead() {
    serves();
    InFlight given = give();
    given.sent(1, Units.unit(1, true, "in the decoder"), SECOND);
    given.decoding(1, 0, SECOND);
    session.handingOver = true;
    assertThat(look(100 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    session.handingOver = false;
    session.handover.busy(SECOND, 100 * SECOND);
    assertThat(look(114 * SECOND, true)).isEqualTo(new WorkerWatch.Fine());
    assertThat(look(116 * SECOND, true)).isEqualTo(new WorkerWatch.Hangs(1, given));
  }

  private InFlight give() {
    FakeStream stream = new FakeStream(Units.GATE);
    Lane lane = new Lane(1, new LaneSpec(Units.GATE, LaneKind.VEHICLE, List.of("CN")), stream);
    LaneFeed feed =
        new LaneFeed(
            lane,
            Objects.requireNonNull(session.media()),
            new Quarantine(),
            Ticker.system(),
            Duration.ofSeconds(6),
            new LaneFeedTest.Nobody());
    session.feeds.put(1, feed);
    return feed.inFlight();
  }

  private WorkerWatch.Verdict look(long now, boolean spare) {
    session.heardNanos = now;
    return watch.look(session, now, spare);
  }

  private void serves() {
    session.become(WorkerState.READY);
    session.become(WorkerState.ACTIVE);
    session.readyNanos = 1;
    try {
      session.connectControl(new FrameChannel(SocketChannel.open()), List.of());
      session.connectMedia(new FrameChannel(SocketChannel.open()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
