package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that we did not write drive the simulated devices. */
class ForeignClientsTest {
  private static final OnvifScript SCRIPT = OnvifScript.open("gate", "rtsp://127.0.0.1:8554/gate");

  private static SimulatedOnvifDevice device(OnvifSimulator simulator, Access access)
      throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.3.1"), 0);
    SimulatedOnvifDevice device =
        simulator.add(address, SCRIPT.withLogin(access, "admin", "s&cret"));
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    simulator.answerGroup(loopback, 3702);
    return device;
  }

  @ParameterizedTest
  @EnumSource(
      value = Access.class,
      names = {"TOKEN", "DIGEST_MD5"})
  void npmOnvif_searchesConnectsTurnsAndPulls(Access access) throws Exception {
    ForeignClients clients = ForeignClients.install();
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      SimulatedOnvifDevice device = device(simulator, access);
      device.happen("tns1:VideoSource/MotionAlarm", "State", "true");
      URI at = simulator.service("gate");
      String said =
          clients.node("onvif.cjs", at.getHost(), Integer.toString(at.getPort()), "search");
      assertThat(said)
          .contains("\"" + at + "\"")
          .contains("\"model\":\"Simulated\"")
          .contains("\"profiles\":[\"main\",\"sub\"]")
          .contains("\"stream\":\"rtsp://127.0.0.1:8554/gate\"")
          .contains("/snapshot?profile=main")
          .contains("\"door\":")
          .contains("MotionAlarm");
      assertThat(device.operations())
          .contains("ContinuousMove", "Stop", "AbsoluteMove", "GetStatus", "PullMessages");
    }
  }

  @Test
  void nodeOnvif_searchesConnectsAndTurns() throws Exception {
    ForeignClients clients = ForeignClients.install();
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      SimulatedOnvifDevice device = device(simulator, Access.TOKEN);
      URI at = simulator.service("gate");
      assertThat(clients.node("node-onvif.cjs", at.toString()))
          .contains("\"gate " + at + "\"")
          .contains("\"model\":\"Simulated\"")
          .contains("\"profiles\":[\"main\",\"sub\"]")
          .contains("\"stream\":\"rtsp://127.0.0.1:8554/gate\"")
          .contains("image/jpeg");
      assertThat(device.operations()).contains("ContinuousMove", "Stop");
    }
  }
}
