package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

/** A camera that agrees to send datagrams, of which none arrive. */
class SilentDatagramsTest {
  private static final String SDP =
      "v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n";

  private static final SessionTimings SHORT =
      new SessionTimings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMillis(300),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  /** Says yes to everything. The server port is one of nobody: discard. */
  private void agree(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    String method = "";
    String more = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty()) {
        String body = method.equals("DESCRIBE") ? SDP : "";
        String head = "RTSP/1.0 200 OK\r\n" + more + "Content-Length: " + body.length();
        out.write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        method = "";
        more = "";
      } else if (method.isEmpty()) {
        method = line.substring(0, line.indexOf(' '));
        asked.add(method);
        more = "Session: 1\r\n";
      } else if (line.startsWith("CSeq:")) {
        more += line + "\r\n";
      } else if (line.startsWith("Transport:")) {
        more += line + ";server_port=9-10\r\n";
      }
    }
  }

  @Test
  void open_noDatagramArrives_goesOnOverTcpAndRemembersIt() throws Exception {
    try (RtspCameraAdapter adapter = new RtspCameraAdapter(Ticker.system(), SHORT);
        SimulatedCameras cameras = Fixtures.cameras();
        Relay relay =
            new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), cameras.port())) {
      cameras.add("/gate", Fixtures.fastTrack(), Playback.LOOP);
      relay.next(this::agree);
      URI url = URI.create("rtsp://127.0.0.1:" + relay.port() + "/gate");
      CameraSpec plain = Fixtures.spec(url);
      Recorder recorder = new Recorder(Fixtures.KEY_INTERVAL);
      adapter.open(
          new CameraSpec(plain.stream(), url, null, null, Transport.UDP, true, Set.of()), recorder);
      recorder.awaitUnits();
      assertThat(recorder.units().getFirst().randomAccess()).isTrue();
      assertThat(asked).contains("PLAY");
      assertThat(adapter.memory().worked(url)).isEqualTo(LowerTransport.TCP);
      assertThat(recorder.states())
          .containsExactly(
              SessionState.CONNECTING,
              SessionState.NEGOTIATING,
              SessionState.CONNECTING,
              SessionState.NEGOTIATING,
              SessionState.STREAMING);
    }
  }
}
