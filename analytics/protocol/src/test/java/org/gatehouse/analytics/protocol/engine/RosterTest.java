package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final FakeHost here = new FakeHost("here");
  private final FakeHost there = new FakeHost("there");
  private final Roster roster = new Roster(List.of(here, there), true, Ticker.system());

  @Test
  void wantsMore_oneAtATime_untilThereIsASpare() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(roster.wantsMore(here)).isTrue();
      WorkerSession session = roster.start(here);
      assertThat(roster.wantsMore(here)).isFalse();
      assertThat(roster.wantsMore(there)).isTrue();
      session.become(WorkerState.READY);
    }
    assertThat(roster.wantsMore(here)).isFalse();
  }

  @Test
  void spareFor_ofAnotherPlace_onlyWhereThatPlaceHasNone() throws IOException {
    WorkerSession foreign = ready(there);
    assertThat(roster.spareFor(here)).isSameAs(foreign);
    WorkerSession own = ready(here);
    assertThat(roster.spareFor(here)).isSameAs(own);
    assertThat(roster.spareFor(there)).isSameAs(foreign);
  }

  @Test
  void start_placeThatRefuses_isTriedAgainLaterAndTheOtherAtOnce() {
    here.refuses = true;
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> roster.start(here)).isInstanceOf(IOException.class);
    }
    assertThat(roster.wantsMore(here)).isFalse();
    assertThat(roster.wantsMore(there)).isTrue();
  }

  private WorkerSession ready(FakeHost host) throws IOException {
    WorkerSession session = roster.start(host);
    session.become(WorkerState.READY);
    session.connectControl(new FrameChannel(SocketChannel.open()), List.of());
    session.connectMedia(new FrameChannel(SocketChannel.open()));
    return session;
  }
}
