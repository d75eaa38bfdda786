package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.contract.media.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client against the npm package rtsp-streaming-server, which knows datagrams only; ffmpeg
 * publishes to it. Runs where npm can install it.
 */
class NpmServerTest {
  private static final int WANTED = 30;
  private static final int RTP_PORT = 20_000;
  private static final int TRIES = 5;

  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final Peers peers = new Peers();
  @TempDir Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    adapter.close();
    peers.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What the lock file names, installed into the test's folder. */
  private Path modules() throws IOException, InterruptedException {
    Path from = Path.of(System.getProperty("gatehouse.root", ".."), "camera-adapters");
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.copy(from.resolve("src/test/npm/rtsp-server").resolve(name), folder.resolve(name));
    }
    String[] install = {
      "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder.toString()
    };
    assumeTrue(peers.succeeds("npm", "--version"), "skipped: npm is missing");
    assumeTrue(peers.succeeds(install), "skipped: npm cannot install rtsp-streaming-server");
    return folder.resolve("node_modules");
  }

  /** Plays a test picture, 160x120, to the server. */
  private void publish(int port) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-v", "error", "-re", "-f", "lavfi", "-i"));
    command.addAll(List.of("testsrc2=size=160x120:rate=25", "-t", "60", "-c:v", "libx264"));
    command.addAll(List.of("-tune", "zerolatency", "-g", "10", "-pix_fmt", "yuv420p"));
    command.addAll(List.of("-f", "rtsp", "rtsp://127.0.0.1:" + port + "/cam"));
    peers.start(command);
  }

  /** Asks for a description until the publisher has come. */
  private static void awaitStream(int port) throws IOException, InterruptedException {
    String ask = "DESCRIBE rtsp://127.0.0.1:" + port + "/cam RTSP/1.0\r\nCSeq: 1\r\n\r\n";
    String answer = "";
    for (int i = 0; i < 100 && !answer.contains(" 200 "); i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
        byte[] start = socket.getInputStream().readNBytes(16);
        answer = new String(start, StandardCharsets.US_ASCII);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(answer).contains(" 200 ");
  }

  /** The server, its ports, and what it prints. */
  private record Served(int publish, int client, BufferedReader out) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * It takes ports of all addresses, of which somebody else may have one: then others are tried.
   */
  private Served serve(Path modules) throws IOException, URISyntaxException {
    for (int i = 0; i < TRIES; i++) {
      Served served = serve(modules, freePort(), freePort());
      if ("ready".equals(served.out().readLine())) {
        return served;
      }
      served.close();
    }
    throw new AssertionError("the server did not get ready in " + TRIES + " tries");
  }

  private Served serve(Path modules, int publish, int client)
      throws IOException, URISyntaxException {
    List<String> command =
        List.of(
            "node",
            Peers.script("npm-server.js").toString(),
            modules.toAbsolutePath().toString(),
            Integer.toString(publish),
            Integer.toString(client),
            Integer.toString(RTP_PORT));
    return new Served(publish, client, peers.start(command).inputReader());
  }

  @Test
  void open_serverWithoutTcp_goesOnToUdpAndStreams() throws Exception {
    Peers.need(peers.succeeds("ffmpeg", "-version"), "ffmpeg");
    try (Served server = serve(modules())) {
      int client = server.client();
      publish(server.publish());
      awaitStream(client);
      Recorder recorder = new Recorder(WANTED);
      URI url = URI.create("rtsp://127.0.0.1:" + client + "/cam");
      adapter.open(Fixtures.spec(url), recorder);
      recorder.awaitUnits();
      assertThat(recorder.units()).anyMatch(AccessUnit::randomAccess);
      assertThat(recorder.units().getFirst().parameters().width()).isEqualTo(160);
      assertThat(adapter.memory().worked(url)).isEqualTo(LowerTransport.UDP);
    }
    Interop.seen("rtsp-streaming-server 2.1.0", "H264", "AUTO", "461 to TCP, pictures over UDP");
  }
}
