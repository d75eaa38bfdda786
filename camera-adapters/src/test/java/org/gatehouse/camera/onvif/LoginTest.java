package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in, over real sockets. */
class LoginTest {
  @ParameterizedTest
  @EnumSource(Access.class)
  void call_withEachWayToLogIn_isLetInWithoutARefusal(Access access) throws Exception {
    OnvifScript script = Simulated.OPEN.withLogin(access, "admin", "s&cret");
    try (Simulated simulated = new Simulated(script)) {
      assertThat(simulated.connect().information().model()).isEqualTo("Simulated");
      assertThat(simulated.camera.refusedLogins()).isZero();
    }
  }

  /** Quirk 85. */
  @Test
  void call_cameraFourYearsBehind_tokensAreInItsTime() throws Exception {
    Duration behind = Duration.ofDays(-1461);
    try (Simulated simulated = new Simulated(Simulated.TOKEN.withClockAhead(behind))) {
      OnvifDevice device = simulated.connect();
      assertThat(device.information().manufacturer()).isEqualTo("Gatehouse");
      assertThat(device.clock().offset()).isBetween(behind.minusSeconds(5), behind.plusSeconds(5));
      assertThat(simulated.camera.operations().getFirst()).isEqualTo("GetSystemDateAndTime");
      assertThat(simulated.camera.refusedLogins()).isZero();
    }
  }

  /** Quirk 86. */
  @Test
  void call_utcAnHourWrong_oneRefusalThenTheTimeOfTheDateHeader() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN.with(OnvifFault.HOUR_OFF))) {
      assertThat(simulated.connect().information().model()).isEqualTo("Simulated");
      assertThat(simulated.camera.refusedLogins()).isEqualTo(1);
    }
  }

  /** Quirk 87. */
  @Test
  void call_noUtcTold_dateHeaderServes() throws Exception {
    OnvifScript script =
        Simulated.TOKEN.with(OnvifFault.NO_UTC).withClockAhead(Duration.ofHours(7));
    try (Simulated simulated = new Simulated(script)) {
      assertThat(simulated.connect().information().model()).isEqualTo("Simulated");
      assertThat(simulated.camera.refusedLogins()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Access.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void call_wrongPassword_atMostTwoRefusalsHoweverOften(Access access) throws Exception {
    OnvifScript script = Simulated.OPEN.withLogin(access, "admin", "s&cret");
    try (Simulated simulated = new Simulated(script)) {
      for (int i = 0; i < 3; i++) {
        OnvifException e =
            catchThrowableOfType(OnvifException.class, () -> device(simulated).information());
        assertThat(e.unauthorized()).isTrue();
        assertThat(e).hasMessageContaining("127.0.0.1:").hasMessageNotContaining("wrongpass");
      }
      OnvifException again = catchThrowableOfType(OnvifException.class, () -> stubborn(simulated));
      assertThat(again).hasMessageContaining("not sent again");
    }
  }

  private static OnvifDevice device(Simulated simulated) throws Exception {
    return simulated.connect("wrongpass");
  }

  /** The same device, asked again and again. */
  private static void stubborn(Simulated simulated) throws Exception {
    int before = simulated.camera.refusedLogins();
    var caller =
        simulated.client.device(
            simulated.simulator.service("gate"), new Credentials("admin", Secret.of("wrongpass")));
    var request = SoapRequest.of("http://www.onvif.org/ver10/device/wsdl", "GetNTP", "");
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> caller.call(simulated.simulator.service("gate"), request))
          .isInstanceOf(OnvifException.class);
    }
    assertThat(simulated.camera.refusedLogins() - before).isEqualTo(2);
    caller.call(simulated.simulator.service("gate"), request);
  }

  @Test
  void call_stormOf401_endsWithAnError() throws Exception {
    try (Simulated simulated =
        new Simulated(Simulated.TOKEN.with(OnvifFault.ALWAYS_UNAUTHORIZED))) {
      assertThatThrownBy(simulated::connect).isInstanceOf(OnvifException.class);
      assertThat(simulated.camera.refusedLogins()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void call_garbage_saysThatItCannotBeRead() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.OPEN.with(OnvifFault.GARBAGE))) {
      assertThatThrownBy(simulated::connect)
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("GetCapabilities")
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void call_silence_endsAtItsDeadline() throws Exception {
    try (Simulated simulated =
        new Simulated(Simulated.OPEN.with(OnvifFault.SILENT), Duration.ofMillis(150))) {
      assertThatThrownBy(simulated::connect)
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("in time");
    }
  }

  @Test
  void call_nobodyThere_saysHostAndWhatHelps() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.OPEN)) {
      assertThatThrownBy(
              () -> OnvifDevice.connect(simulated.client, OnvifDevice.service("127.0.0.1:1"), null))
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageContaining("check the port");
    }
  }
}
