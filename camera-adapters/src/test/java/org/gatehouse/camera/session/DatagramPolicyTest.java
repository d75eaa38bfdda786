package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

/** Cameras that send datagrams otherwise than they said, over real sockets. */
class DatagramPolicyTest {
  private static final int SMALL = 100;
  private static final int UNITS = 5;

  private static final SessionTimings SHORT =
      new SessionTimings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  private static DatagramSocket socket(String host) throws IOException {
    return new DatagramSocket(0, InetAddress.getByName(host));
  }

  private static Recorder open(
      RtspCameraAdapter adapter, DatagramCamera camera, CameraPolicy... policies) {
    Recorder recorder = new Recorder(UNITS);
    CameraSpec plain = Fixtures.spec(camera.url());
    adapter.open(
        new CameraSpec(
            plain.stream(), camera.url(), null, null, Transport.UDP, true, Set.of(policies)),
        recorder);
    return recorder;
  }

  private static void streams(String mouth, String reply, int bytes, CameraPolicy... policies)
      throws Exception {
    try (RtspCameraAdapter adapter = new RtspCameraAdapter(Ticker.system(), SHORT);
        DatagramSocket from = socket(mouth);
        DatagramCamera camera = new DatagramCamera(from, reply, bytes)) {
      Recorder recorder = open(adapter, camera, policies);
      recorder.awaitUnits();
      assertThat(recorder.units().getFirst().payload().length()).isEqualTo(bytes + Integer.BYTES);
      assertThat(recorder.lostPackets()).isZero();
    }
  }

  /** Quirk 24. */
  @Test
  void setup_withoutServerPort_isTakenAsItIs() throws Exception {
    streams("127.0.0.1", "", SMALL);
  }

  /** Quirk 25, and 26: the announced port is nobody's, so what is sent there is refused. */
  @Test
  void media_fromAnotherPortThanAnnounced_isTaken() throws Exception {
    streams("127.0.0.1", ";server_port=9-10", SMALL);
  }

  /** Quirk 25. */
  @Test
  void media_fromAnotherHostThatIsAnnounced_isTaken() throws Exception {
    streams("127.0.0.2", ";source=127.0.0.2;server_port=9-10", SMALL);
  }

  /** Quirk 25. */
  @Test
  void media_fromAnotherHost_isTakenByPolicyOnly() throws Exception {
    streams("127.0.0.2", ";server_port=9-10", SMALL, CameraPolicy.ANY_DATAGRAM_SOURCE);
    try (RtspCameraAdapter adapter = new RtspCameraAdapter(Ticker.system(), SHORT);
        DatagramSocket from = socket("127.0.0.2");
        DatagramCamera camera = new DatagramCamera(from, ";server_port=9-10", SMALL)) {
      Recorder recorder = open(adapter, camera);
      assertThat(recorder.awaitClosed().seen()).contains("461");
      assertThat(recorder.units()).isEmpty();
    }
  }

  /** Quirk 26. */
  @Test
  void setup_withServerPort_theWayIsOpenedFromBothPorts() throws Exception {
    try (RtspCameraAdapter adapter = new RtspCameraAdapter(Ticker.system(), SHORT);
        Ports ports = Ports.free();
        DatagramCamera camera =
            new DatagramCamera(
                ports.rtp,
                ";server_port=%d-%d".formatted(ports.rtp.getLocalPort(), ports.rtcp.getLocalPort()),
                SMALL)) {
      Recorder recorder = open(adapter, camera);
      DatagramPacket first = received(ports.rtp);
      DatagramPacket second = received(ports.rtcp);
      assertThat(first.getLength()).isEqualTo(12);
      assertThat(first.getData()[0]).isEqualTo((byte) 0x80);
      assertThat(second.getLength()).isEqualTo(8);
      assertThat(second.getData()[1] & 0xff).isEqualTo(201);
      assertThat(second.getPort()).isEqualTo(first.getPort() + 1);
      recorder.awaitUnits();
    }
  }

  /** Two in a row. */
  private record Ports(DatagramSocket rtp, DatagramSocket rtcp) implements AutoCloseable {
    static Ports free() throws IOException {
      while (true) {
        DatagramSocket first = socket("127.0.0.1");
        try {
          int next = first.getLocalPort() + 1;
          return new Ports(first, new DatagramSocket(next, first.getLocalAddress()));
        } catch (BindException e) {
          first.close();
        }
      }
    }

    @Override
    public void close() {
      rtp.close();
      rtcp.close();
    }
  }

  private static DatagramPacket received(DatagramSocket socket) throws IOException {
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return packet;
  }

  /** Quirk 38. */
  @Test
  void media_inDatagramsOfTenThousandBytes_isTakenWhole() throws Exception {
    streams("127.0.0.1", "", 10_000);
  }
}
