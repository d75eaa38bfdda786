package org.gatehouse.camera.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.contract.camera.CameraDirectory;
import org.gatehouse.contract.camera.DiscoveryRequest;
import org.gatehouse.contract.camera.FoundCamera;
import org.junit.jupiter.api.Test;

/** Searches on the loopback only. */
class DiscoveryTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final class Heard implements CameraDirectory.Listener {
    final List<FoundCamera> found = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    int asked;

    @Override
    public void onFound(FoundCamera camera) {
      found.add(camera);
    }

    @Override
    public void onProgress(int count, int total) {
      asked = count;
      assertThat(total).isEqualTo(14);
    }

    @Override
    public void onProblem(String where, String seen) {
      problems.add(where + " " + seen);
    }
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static DiscoveryRequest near() {
    return new DiscoveryRequest(true, null, List.of(), Duration.ofMillis(900));
  }

  @Test
  void find_byMulticast_tellsEachDeviceOnceAtItsOwnAddress() throws Exception {
    int port = freePort();
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      for (int i = 1; i <= 5; i++) {
        simulator.add(at("127.0.1." + i, 0), OnvifScript.open("camera " + i, "rtsp://x/"));
      }
      simulator.answerGroup(NetworkInterface.getByInetAddress(LOOPBACK), port);
      Heard heard = new Heard();
      new Discovery(List.of(LOOPBACK), port).find(near(), heard);
      assertThat(heard.found)
          .extracting(FoundCamera::address)
          .containsExactlyInAnyOrder(
              "127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4", "127.0.1.5");
      assertThat(heard.found)
          .allSatisfy(
              camera ->
                  assertThat(camera.services().getFirst())
                      .isEqualTo(simulator.service(camera.name())));
    }
  }

  /** Quirk 93. */
  @Test
  void find_oneDeviceAnswersNonsense_theOthersAreFound() throws Exception {
    int port = freePort();
    try (OnvifSimulator simulator = OnvifSimulator.start();
        DatagramSocket bad = new DatagramSocket(0, LOOPBACK)) {
      simulator.add(at("127.0.1.1", 0), OnvifScript.open("good", "rtsp://x/"));
      simulator.answerGroup(NetworkInterface.getByInetAddress(LOOPBACK), port);
      Findings findings = new Findings(new Heard());
      findings.answer("Wrong SOAP".getBytes(StandardCharsets.UTF_8), LOOPBACK);
      Heard heard = new Heard();
      try (DatagramSocket asking = new DatagramSocket(0, LOOPBACK)) {
        byte[] nonsense = "<a><b>".getBytes(StandardCharsets.UTF_8);
        bad.send(new DatagramPacket(nonsense, nonsense.length, asking.getLocalSocketAddress()));
        DatagramPacket got = new DatagramPacket(new byte[100], 100);
        asking.receive(got);
        Findings both = new Findings(heard);
        both.answer(nonsense, got.getAddress());
        new Call(LOOPBACK, new InetSocketAddress(ProbeMessage.GROUP, port), both)
            .run(Duration.ofMillis(700));
      }
      assertThat(heard.problems).hasSize(1).first().asString().contains("127.0.0.1");
      assertThat(heard.found).extracting(FoundCamera::name).containsExactly("good");
    }
  }

  @Test
  void find_bySweep_asksEveryAddressByProbeAndByHttp() throws Exception {
    int port = freePort();
    int http = freeTcpPort();
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      simulator.add(at("127.0.1.3", http), OnvifScript.open("probed", "rtsp://x/"));
      simulator.answerProbes(simulator.service("probed"), port);
      simulator.add(at("127.0.1.9", http), OnvifScript.open("http only", "rtsp://x/"));
      Heard heard = new Heard();
      DiscoveryRequest request =
          new DiscoveryRequest(false, "127.0.1.0/28", List.of(http), Duration.ofMillis(1500));
      new Discovery(List.of(LOOPBACK), port).find(request, heard);
      assertThat(heard.asked).isEqualTo(14);
      assertThat(heard.found)
          .extracting(FoundCamera::address)
          .containsExactlyInAnyOrder("127.0.1.3", "127.0.1.9");
      assertThat(heard.found).extracting(FoundCamera::name).contains("probed");
    }
  }

  @Test
  void cidr_edges_areRight() {
    assertThat(Cidr.parse("192.168.1.77/24").size()).isEqualTo(254);
    assertThat(Cidr.parse("192.168.1.77/24").address(0)).isEqualTo("192.168.1.1");
    assertThat(Cidr.parse("192.168.1.77/24").address(253)).isEqualTo("192.168.1.254");
    assertThat(Cidr.parse("10.0.0.4/31").size()).isEqualTo(2);
    assertThat(Cidr.parse("200.0.0.4").address(0)).isEqualTo("200.0.0.4");
    assertThat(Cidr.parse("10.1.0.0/16").size()).isEqualTo(65_534);
  }

  @Test
  void cidr_mistakes_areSaidInWords() {
    assertThatThrownBy(() -> Cidr.parse("10.0.0.0/8")).hasMessageContaining("16 to 32");
    assertThatThrownBy(() -> Cidr.parse("10.0.0.300/24")).hasMessageContaining("300");
    assertThatThrownBy(() -> Cidr.parse("gate")).hasMessageContaining("192.168.1.0/24");
  }

  private static InetSocketAddress at(String address, int port) throws Exception {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static int freeTcpPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
