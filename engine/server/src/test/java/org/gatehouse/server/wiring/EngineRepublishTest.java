package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** ffprobe of this machine pulls streams of a real engine that has them from a simulated camera. */
@Timeout(120)
class EngineRepublishTest {
  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
  private @Nullable SimulatedCameras simulator;
  private @Nullable Engine running;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffprobe")), "skipped: no ffprobe");
    Path clip =
        Path.of("../../camera-adapters/src/test/resources/org/gatehouse/camera/testsrc.h264");
    VideoTrack track = AnnexBTrack.read(Files.readAllBytes(clip), 3600);
    SimulatedCameras started =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    simulator = started;
    String url = started.add("/cam", CameraScript.of(track, Playback.LIVE)).toString();
    Path secret = Files.writeString(folder.resolve("nvr.txt"), "c4nary-let-me-in");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path site =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server: { port: 0 }
            republish:
              port: 0
              users:
                - { name: nvr, password: file:nvr.txt, cameras: [gate] }
            cameras:
              - { id: gate, url: %1$s, sub-url: %1$s, record: off }
              - { id: yard, url: %1$s, record: off }
            """
                .formatted(url));
    audit.start();
    ((Logger) LoggerFactory.getLogger("org.gatehouse.audit")).addAppender(audit);
    running = Engine.start(new SiteFile().read(site), site);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger("org.gatehouse.audit")).detachAppender(audit);
    if (running != null) {
      running.close();
    }
    if (simulator != null) {
      simulator.close();
    }
  }

  private String url(String login, String path) {
    return "rtsp://%s127.0.0.1:%d/%s"
        .formatted(login, Objects.requireNonNull(running).republishPort(), path);
  }

  private record Seen(int code, String text) {}

  private static Seen probe(String transport, String url) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    "ffprobe",
                    "-v",
                    "error",
                    "-rtsp_transport",
                    transport,
                    "-select_streams",
                    "v:0",
                    "-count_packets",
                    "-show_entries",
                    "stream=codec_name,width,height,nb_read_packets",
                    "-of",
                    "csv=p=0",
                    "-read_intervals",
                    "%+2",
                    url))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Seen(process.exitValue(), text.strip());
  }

  private void audited(String text) throws InterruptedException {
    while (audit.list.stream().noneMatch(e -> e.getFormattedMessage().contains(text))) {
      Thread.sleep(50);
    }
  }

  @ParameterizedTest
  @CsvSource({"tcp,gate", "udp,gate", "tcp,gate/sub", "udp,gate/sub"})
  void pull_withDigest_givesTheCamerasPictures(String transport, String path) throws Exception {
    Seen seen = probe(transport, url("nvr:c4nary-let-me-in@", path));
    assertThat(seen.code()).as(seen.text()).isZero();
    String[] fields = seen.text().lines().toList().getLast().split(",", -1);
    assertThat(List.of(fields).subList(0, 3)).containsExactly("h264", "160", "120");
    assertThat(Integer.parseInt(fields[3])).isGreaterThan(30);
    String stream = path.equals("gate") ? "gate/main" : "gate/sub";
    audited(
        "stream.pulled by republish user nvr {from=127.0.0.1, over=%s, stream=%s}"
            .formatted(transport.toUpperCase(Locale.ROOT), stream));
    audited("stream.pull.ended by republish user nvr ");
  }

  @Test
  void pull_withoutOrWithWrongPassword_isRefused() throws Exception {
    Seen nobody = probe("tcp", url("", "gate"));
    assertThat(nobody.code()).isNotZero();
    assertThat(nobody.text()).contains("401 Unauthorized");
    Seen wrong = probe("tcp", url("nvr:guess@", "gate"));
    assertThat(wrong.code()).isNotZero();
    assertThat(wrong.text()).contains("401 Unauthorized");
    audited("user=nvr, why=wrong user or password");
  }

  @Test
  void pull_cameraThatIsNotGranted_isForbidden() throws Exception {
    Seen yard = probe("tcp", url("nvr:c4nary-let-me-in@", "yard"));
    assertThat(yard.text()).contains("403 Forbidden");
    audited("user=nvr, why=this camera is not granted");
    assertThat(probe("tcp", url("nvr:c4nary-let-me-in@", "nowhere")).text())
        .contains("403 Forbidden");
  }
}
