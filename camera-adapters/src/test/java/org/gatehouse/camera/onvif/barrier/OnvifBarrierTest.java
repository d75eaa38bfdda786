package org.gatehouse.camera.onvif.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnvifBarrierTest {
  private final OnvifSimulator simulator = OnvifSimulator.start();
  private final AtomicInteger sent = new AtomicInteger();
  private SimulatedOnvifDevice camera;

  @BeforeEach
  void start() throws IOException {
    OnvifScript script =
        OnvifScript.open("gate", "rtsp://127.0.0.1:8554/gate")
            .withLogin(Access.TOKEN, "admin", "s&cret");
    camera = simulator.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private BarrierDriver barrier(URI url, @Nullable String output, String password) {
    return new OnvifBarrierProvider()
        .create(
            "arm",
            new OnvifBarrierConfig(url, output, "admin", Secret.of(password), true, false),
            Duration.ofSeconds(30));
  }

  private BarrierDriver barrier(@Nullable String output, String password) {
    return barrier(simulator.service("gate"), output, password);
  }

  private BarrierAnswer tell(BarrierDriver barrier, BarrierAction action)
      throws InterruptedException {
    return barrier.tell(
        new BarrierOrder(UUID.randomUUID(), action, Duration.ofSeconds(1)), sent::incrementAndGet);
  }

  private int asked(String operation) {
    return Collections.frequency(camera.operations(), operation);
  }

  @Test
  void tell_openHoldAndClose_setTheOutputAndItsMode() throws Exception {
    try (BarrierDriver barrier = barrier(null, "s&cret")) {
      assertThat(barrier.state()).isEqualTo(BarrierState.UNKNOWN);
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      // The camera ends the pulse by itself, and is told so once.
      assertThat(asked("SetRelayOutputSettings")).isOne();
      assertThat(tell(barrier, BarrierAction.HOLD)).isEqualTo(new BarrierAnswer.Done());
      assertThat(tell(barrier, BarrierAction.CLOSE)).isEqualTo(new BarrierAnswer.Done());
      assertThat(asked("SetRelayOutputSettings")).isEqualTo(2);
      assertThat(asked("SetRelayOutputState")).isEqualTo(4);
      assertThat(sent).hasValue(4);
    }
  }

  @Test
  void tell_wrongPassword_isRefusedAndTheCameraIsNotAskedAgain() throws Exception {
    try (BarrierDriver barrier = barrier(null, "wrong")) {
      assertThatThrownBy(barrier::state).hasMessageContaining("refuses the password");
      int before = camera.operations().size();
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
      assertThatThrownBy(barrier::state).hasMessageNotContaining("wrong");
      assertThat(camera.operations()).hasSize(before);
    }
  }

  @Test
  void tell_loginRefusedForAMoment_isConnectedToAnew() throws Exception {
    try (BarrierDriver barrier = barrier(null, "s&cret")) {
      for (int i = 0; i < 2; i++) {
        assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
        camera.refuseLogins(true);
        assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
        camera.refuseLogins(false);
        assertThat(barrier.state()).isEqualTo(BarrierState.UNKNOWN);
      }
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
    }
  }

  @Test
  void tell_passwordThatIsNotTakenAnyMore_isShownOnceMoreAndThenGivenUp() throws Exception {
    try (BarrierDriver barrier = barrier(null, "s&cret")) {
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      camera.refuseLogins(true);
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
      assertThatThrownBy(barrier::state).hasMessageContaining("refuses the password");
      int before = camera.operations().size();
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
      assertThat(camera.operations()).hasSize(before);
    }
  }

  @Test
  void tell_outputThatIsNotThereOrNobodyThere_failsInWords() throws Exception {
    try (BarrierDriver barrier = barrier("relay9", "s&cret")) {
      assertThat(tell(barrier, BarrierAction.OPEN))
          .isEqualTo(
              new BarrierAnswer.Failed("the camera has no relay output relay9; it has [relay1]"));
    }
    try (BarrierDriver barrier =
        barrier(URI.create("http://127.0.0.1:1/onvif/device_service"), null, "s&cret")) {
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
      assertThat(sent).hasValue(0);
    }
  }

  @Test
  void state_askedOften_asksTheCameraNowAndThen() throws Exception {
    try (BarrierDriver barrier = barrier(null, "s&cret")) {
      for (int i = 0; i < 20; i++) {
        barrier.state();
      }
      assertThat(asked("GetRelayOutputs")).isOne();
    }
  }

  @Test
  void create_addressThatCannotServe_isRefusedInWords() {
    assertThatThrownBy(() -> barrier(URI.create("rtsp://h/"), null, "s&cret"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("url must be http");
  }
}
