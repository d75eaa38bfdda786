package org.gatehouse.integrations.barrier.modbus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.integrations.HastyTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, unit = SECONDS)
class ModbusBarrierTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  /** No test waits for the end of such a pulse. */
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger sent = new AtomicInteger();

  private static ModbusConfig config(int port, int coil, @Nullable Integer loop) {
    return new ModbusConfig("127.0.0.1", port, 1, coil, 1, null, 0, 1, loop, false);
  }

  private static BarrierDriver barrier(ModbusConfig config) {
    return new ModbusProvider().create("arm", config, TIMEOUT);
  }

  private BarrierAnswer tell(BarrierDriver barrier, BarrierAction action)
      throws InterruptedException {
    return barrier.tell(
        new BarrierOrder(UUID.randomUUID(), action, Duration.ofMillis(150)), sent::incrementAndGet);
  }

  @Test
  void tell_foreignRelay_switchesReadsBackAndEndsThePulse() throws Exception {
    try (ForeignRelay relay = ForeignRelay.start();
        BarrierDriver barrier = barrier(config(relay.port(), 0, 2))) {
      assertThat(barrier.state()).isEqualTo(new BarrierState(Position.CLOSED, Loop.FREE));
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      relay.says("coil 0 on");
      relay.says("coil 0 off");
      assertThat(tell(barrier, BarrierAction.HOLD)).isEqualTo(new BarrierAnswer.Done());
      relay.says("coil 1 on");
      relay.input(2, true);
      while (barrier.state().loop() == Loop.FREE) {
        Thread.onSpinWait();
      }
      assertThat(barrier.state().position()).isEqualTo(Position.OPEN);
      assertThat(tell(barrier, BarrierAction.CLOSE)).isEqualTo(new BarrierAnswer.Done());
      relay.says("coil 1 off");
      assertThat(barrier.state().position()).isEqualTo(Position.CLOSED);
      assertThat(sent).hasValue(3);
    }
  }

  private static BarrierAnswer tell(BarrierDriver barrier, BarrierAction action, Duration pulse)
      throws InterruptedException {
    return barrier.tell(new BarrierOrder(UUID.randomUUID(), action, pulse), () -> {});
  }

  /** Opens by coil 0, closes by coil 2; no inputs. */
  private static BarrierDriver coils(FakeRelay relay, @Nullable Integer hold) {
    return barrier(
        new ModbusConfig("127.0.0.1", relay.port(), 1, 0, hold, 2, null, null, null, false));
  }

  @Test
  void tell_openWhileTheClosingCoilPulses_switchesThatOffFirst() throws Exception {
    try (FakeRelay relay = new FakeRelay();
        BarrierDriver barrier = coils(relay, 1)) {
      tell(barrier, BarrierAction.CLOSE, LONG);
      tell(barrier, BarrierAction.OPEN, LONG);
      assertThat(relay.said).containsExactly("1 off", "2 on", "2 off", "0 on");
    }
  }

  @Test
  void tell_holdOrCloseWhileTheOpeningCoilPulses_switchesThatOffFirst() throws Exception {
    try (FakeRelay relay = new FakeRelay();
        BarrierDriver barrier = coils(relay, 1)) {
      tell(barrier, BarrierAction.OPEN, LONG);
      tell(barrier, BarrierAction.HOLD, LONG);
      tell(barrier, BarrierAction.OPEN, LONG);
      tell(barrier, BarrierAction.CLOSE, LONG);
      assertThat(relay.said)
          .containsExactly("0 on", "0 off", "1 on", "0 on", "0 off", "1 off", "2 on");
    }
  }

  @Test
  void tell_holdOnTheCoilThatPulses_isNotEndedWithThePulse() throws Exception {
    try (FakeRelay relay = new FakeRelay()) {
      BarrierDriver barrier = coils(relay, null);
      tell(barrier, BarrierAction.OPEN, LONG);
      tell(barrier, BarrierAction.HOLD, LONG);
      barrier.close();
      assertThat(relay.said).containsExactly("0 on", "0 on");
    }
  }

  @Test
  void tell_whileACoilCannotBeSwitchedOff_doesNotGiveThatUp() throws Exception {
    try (FakeRelay relay = new FakeRelay();
        BarrierDriver barrier = coils(relay, 1)) {
      relay.stuck.add(0);
      tell(barrier, BarrierAction.OPEN, Duration.ZERO);
      assertThat(relay.said.take()).isEqualTo("0 on");
      assertThat(relay.said.take()).isEqualTo("0 refused");
      assertThat(tell(barrier, BarrierAction.HOLD, LONG)).isEqualTo(new BarrierAnswer.Done());
      assertThatThrownBy(barrier::state).hasMessageContaining("could not be switched off");
      relay.stuck.clear();
      for (String said = relay.said.take(); !said.equals("0 off"); said = relay.said.take()) {
        assertThat(said).isIn("0 refused", "1 on");
      }
    }
  }

  @Test
  void tell_relayThatWasBusyForTooLong_isNotSentAnyMore() throws Exception {
    try (FakeRelay relay = new FakeRelay()) {
      ModbusBarrier barrier =
          new ModbusBarrier(
              config(relay.port(), 0, null),
              new ModbusClient("127.0.0.1", relay.port(), 1, TIMEOUT),
              new HastyTicker(Duration.ofSeconds(2)));
      assertThat(tell(barrier, BarrierAction.OPEN))
          .isEqualTo(new BarrierAnswer.Failed("it was not sent: the relay was busy for too long"));
      barrier.close();
      assertThat(sent).hasValue(0);
      assertThat(relay.said).isEmpty();
    }
  }

  @Test
  void close_duringAPulse_endsIt() throws Exception {
    try (ForeignRelay relay = ForeignRelay.start()) {
      BarrierDriver barrier = barrier(config(relay.port(), 0, null));
      barrier.tell(
          new BarrierOrder(UUID.randomUUID(), BarrierAction.OPEN, Duration.ofSeconds(9)), () -> {});
      relay.says("coil 0 on");
      barrier.close();
      relay.says("coil 0 off");
    }
  }

  @Test
  void tell_relayThatSaysNothing_isSilentAndTheNextQuestionIsNotMistaken() throws Exception {
    try (ForeignRelay relay = ForeignRelay.start();
        BarrierDriver barrier = barrier(config(relay.port(), 9, null))) {
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Silent.class);
      assertThat(sent).hasValue(1);
      assertThat(tell(barrier, BarrierAction.HOLD)).isEqualTo(new BarrierAnswer.Done());
    }
  }

  @Test
  void tell_nobodyThere_failedAndNeverLeft() throws Exception {
    int port;
    try (ServerSocket probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    }
    try (BarrierDriver barrier = barrier(config(port, 0, null))) {
      assertThat(tell(barrier, BarrierAction.OPEN))
          .isEqualTo(new BarrierAnswer.Failed("no connection to the relay"));
      assertThat(sent).hasValue(0);
      assertThatThrownBy(barrier::state).isInstanceOf(IOException.class);
    }
  }

  @Test
  void tell_relayThatSaysNothing_isResetSoThatNothingOfItArrivesLater() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        BarrierDriver barrier = barrier(config(server.getLocalPort(), 0, null))) {
      assertThat(tell(barrier, BarrierAction.HOLD)).isInstanceOf(BarrierAnswer.Silent.class);
      try (Socket client = server.accept()) {
        assertThatThrownBy(() -> client.getInputStream().readAllBytes())
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
    }
  }

  /** Answers each request of twelve bytes with the next of these, all later ones with the last. */
  private static void answering(ServerSocket server, byte[]... answers) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                for (int i = 0; client.getInputStream().readNBytes(12).length == 12; i++) {
                  client.getOutputStream().write(answers[Math.min(i, answers.length - 1)]);
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
  }

  @Test
  void tell_relayRefusesOrTalksNonsense_isToldAsItIs() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      answering(server, new byte[] {0, 1, 0, 0, 0, 3, 1, (byte) 0x85, 2});
      try (BarrierDriver barrier = barrier(config(server.getLocalPort(), 0, null))) {
        assertThat(tell(barrier, BarrierAction.HOLD))
            .isEqualTo(
                new BarrierAnswer.Failed("the relay refused, exception 2: it has no such address"));
      }
    }
    try (ServerSocket server = new ServerSocket(0)) {
      answering(server, new byte[] {0, 9, 0, 0, 0, 6, 1, 5, 0, 0, (byte) 0xff, 0});
      try (BarrierDriver barrier = barrier(config(server.getLocalPort(), 0, null))) {
        BarrierAnswer answer = tell(barrier, BarrierAction.HOLD);
        assertThat(answer).isInstanceOf(BarrierAnswer.Silent.class);
        assertThat(answer.toString()).contains("does not keep to Modbus");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, Failed",
    "2, Failed",
    "3, Failed",
    "4, Silent",
    "5, Silent",
    "6, Failed",
    "10, Failed",
    "11, Silent",
    "99, Silent"
  })
  void tell_exceptionOfTheRelay_isFailedOnlyIfNothingWasDoneForSure(byte code, String answer)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      answering(server, new byte[] {0, 1, 0, 0, 0, 3, 1, (byte) 0x85, code});
      try (BarrierDriver barrier = barrier(config(server.getLocalPort(), 0, null))) {
        assertThat(tell(barrier, BarrierAction.HOLD))
            .extracting(one -> one.getClass().getSimpleName())
            .isEqualTo(answer);
      }
    }
  }

  @Test
  void tell_orderTakenThatCannotBeReadBack_isSilent() throws Exception {
    byte[] taken = {0, 1, 0, 0, 0, 6, 1, 5, 0, 1, (byte) 0xff, 0};
    byte[] refused = {0, 2, 0, 0, 0, 3, 1, (byte) 0x81, 1};
    byte[] off = {0, 2, 0, 0, 0, 4, 1, 1, 1, 0};
    for (byte[] readBack : List.of(refused, off)) {
      try (ServerSocket server = new ServerSocket(0)) {
        answering(server, taken, readBack);
        try (BarrierDriver barrier = barrier(config(server.getLocalPort(), 0, null))) {
          BarrierAnswer answer = tell(barrier, BarrierAction.HOLD);
          assertThat(answer).isInstanceOf(BarrierAnswer.Silent.class);
          assertThat(answer.toString()).contains("the relay took the order");
        }
      }
    }
  }

  @Test
  void create_addressThatCannotBe_isRefusedByItsKey() {
    assertThatThrownBy(() -> barrier(config(502, 70_000, null)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("open-coil");
  }
}
