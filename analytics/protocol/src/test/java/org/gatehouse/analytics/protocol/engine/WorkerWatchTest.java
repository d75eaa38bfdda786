package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.vision.AnalyticsBudget;
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
