package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.media.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that others wrote: gst-rtsp-server. */
class GstServerTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int WANTED = 30;

  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final List<Process> processes = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    adapter.close();
    for (Process process : processes) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** Skips where a peer is missing, unless a build server promised that none is. */
  private static void need(boolean present, String peer) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("CI=true, but %s is missing", peer).isTrue();
    }
    assumeTrue(present, "skipped: " + peer + " is missing");
  }

  private boolean succeeds(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      processes.add(process);
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Serves the fixture from an MP4 file. */
  private URI serve(String... credentials)
      throws IOException, InterruptedException, URISyntaxException {
    String probe = "import gi; gi.require_version('GstRtspServer', '1.0')";
    need(succeeds(PYTHON, "-c", probe), "gst-rtsp-server for python3-gi");
    Path stream = folder.resolve("stream.h264");
    Path file = folder.resolve("stream.mp4");
    Files.write(stream, Fixtures.byteStream());
    String[] wrap = {
      "ffmpeg", "-v", "error", "-r", "25", "-i", stream.toString(), "-c", "copy", file.toString()
    };
    need(succeeds(wrap), "ffmpeg");
    Path script = Path.of(Objects.requireNonNull(getClass().getResource("gst-camera.py")).toURI());
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), file.toString()));
    command.addAll(List.of(credentials));
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(server);
    BufferedReader out = server.inputReader();
    String line = out.readLine();
    assertThat(line).startsWith("port ");
    return URI.create("rtsp://127.0.0.1:" + line.substring("port ".length()) + "/cam");
  }

  @Test
  void open_fileByGst_picturesAndKeyPicturesArrive() throws Exception {
    Recorder recorder = new Recorder(WANTED);
    CameraSession session = adapter.open(Fixtures.spec(serve()), recorder);
    recorder.awaitUnits();
    session.close();
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
    List<AccessUnit> units = recorder.units();
    assertThat(units.getFirst().randomAccess()).isTrue();
    assertThat(units.getFirst().parameters().width()).isEqualTo(160);
    assertThat(units.getFirst().parameters().height()).isEqualTo(120);
    assertThat(units.stream().limit(WANTED).filter(AccessUnit::randomAccess)).hasSize(3);
    long ticks = units.get(WANTED - 1).ticks() - units.getFirst().ticks();
    assertThat(ticks).isBetween((WANTED - 1) * 3600L - 90, (WANTED - 1) * 3600L + 90);
  }

  @Test
  void open_overUdpByGst_picturesArrive() throws Exception {
    CameraSpec plain = Fixtures.spec(serve());
    CameraSpec spec =
        new CameraSpec(plain.stream(), plain.url(), null, null, Transport.UDP, true, Set.of());
    Recorder recorder = new Recorder(WANTED);
    TransportMemory memory = adapter.memory();
    adapter.open(spec, recorder);
    recorder.awaitUnits();
    assertThat(recorder.units().getFirst().randomAccess()).isTrue();
    assertThat(memory.worked(spec.url())).isEqualTo(LowerTransport.UDP);
  }

  @Test
  void open_digestByGst_rightPasswordStreams() throws Exception {
    Recorder recorder = new Recorder(WANTED);
    adapter.open(Fixtures.spec(serve("admin", "s3cret"), "admin", "s3cret"), recorder);
    recorder.awaitUnits();
    assertThat(recorder.units().getFirst().randomAccess()).isTrue();
  }

  @Test
  void open_digestByGst_wrongPasswordIsRefused() throws Exception {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(serve("admin", "s3cret"), "admin", "wrong"), recorder);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(recorder.units()).isEmpty();
  }
}
