package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Login;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.cli.cameras.CamerasCommand;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.http.CameraView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real engine, real sessions, and the commands that change its site under it. */
@Timeout(120)
class EngineFollowsSiteTest {
  private static final String HEADER = "id,name,url,username,password\n";

  @TempDir private Path folder;
  private Path file = Path.of("");
  private @Nullable SimulatedCameras simulator;
  private @Nullable Engine running;

  private SimulatedCameras simulated() {
    return Objects.requireNonNull(simulator);
  }

  private Engine engine() {
    return Objects.requireNonNull(running);
  }

  @BeforeEach
  void start() throws IOException {
    Path clip =
        Path.of("../../camera-adapters/src/test/resources/org/gatehouse/camera/testsrc.h264");
    VideoTrack track = AnnexBTrack.read(Files.readAllBytes(clip), 3600);
    SimulatedCameras simulated =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (String name : new String[] {"fixed", "a", "b", "c"}) {
      simulated.add("/" + name, track, Playback.LIVE);
    }
    simulated.add(
        "/locked",
        CameraScript.of(track, Playback.LIVE)
            .withLogin(new Login(Login.Scheme.DIGEST_MD5, "viewer", "c4nary-right-one")));
    file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server: { port: 0 }
            cameras: [ { id: fixed, url: "%s" } ]
            """
                .formatted(simulated.url("/fixed")));
    simulator = simulated;
    running = Engine.start(new SiteFile().read(file), file);
  }

  @AfterEach
  void stop() {
    engine().close();
    simulated().close();
  }

  private void imports(String rows, String... options) throws IOException {
    Path sheet = Files.writeString(folder.resolve("sheet.csv"), HEADER + rows);
    List<String> words = new ArrayList<>(List.of("import", sheet.toString(), "--apply"));
    words.addAll(List.of(options));
    cameras(words);
  }

  private void cameras(List<String> options) {
    List<String> words = new ArrayList<>(List.of("cameras"));
    words.addAll(options);
    words.addAll(List.of("--config", file.toString()));
    CommandLine line = new CommandLine(new Root()).addSubcommand(new CamerasCommand());
    line.setOut(new PrintWriter(new StringWriter()));
    assertThat(Cli.execute(line, words.toArray(String[]::new))).isZero();
  }

  private String row(String id, String name, String path) {
    return "%s,%s,%s,,%n".formatted(id, name, simulated().url(path));
  }

  private CameraView camera(String id) {
    return engine().cameras().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private boolean is(String id, Predicate<CameraView> state) {
    return engine().cameras().stream().anyMatch(c -> c.id().equals(id) && state.test(c));
  }

  private boolean streams(String id) {
    return is(id, camera -> camera.state().equals("streaming"));
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    while (!condition.holds()) {
      Thread.sleep(50);
    }
  }

  @Test
  void import_whileRunning_camerasComeChangeAndGoAndTheOthersStay() throws Exception {
    imports(row("a", "", "/a") + row("b", "", "/b"));
    await(() -> streams("fixed") && streams("a") && streams("b"));
    Instant since = camera("a").since();

    imports(row("a", "North", "/a") + row("c", "", "/c"), "--prune");
    await(() -> streams("c") && is("a", camera -> camera.name().equals("North")));

    assertThat(engine().cameras()).extracting(CameraView::id).containsExactly("fixed", "a", "c");
    assertThat(camera("a").since()).isEqualTo(since);
    assertThat(engine().cameras()).extracting(CameraView::reconnects).containsOnly(0L);
    assertThat(engine().metrics())
        .contains("gatehouse_camera_up{camera=\"c\"}")
        .doesNotContain("camera=\"b\"");

    imports(row("a", "North", "/b") + row("c", "", "/c"), "--prune");
    await(() -> streams("a") && camera("a").since().isAfter(since));
    assertThat(camera("fixed").reconnects()).isZero();
    assertThat(camera("c").reconnects()).isZero();
  }

  @Test
  void secret_rightOneAfterRefusals_isTriedAndTheOthersStay() throws Exception {
    String row = "locked,,%s,viewer,%s%n";
    imports(row.formatted(simulated().url("/locked"), "wrong-one"));
    await(() -> streams("fixed") && is("locked", camera -> camera.state().equals("failed")));

    imports(row.formatted(simulated().url("/locked"), "c4nary-right-one"));
    await(() -> streams("locked"));

    assertThat(camera("fixed").reconnects()).isZero();
  }

  @Test
  void secret_wrong_isNotTriedByTheNextEngineUntilAPersonSaysSo() throws Exception {
    imports("locked,,%s,viewer,wrong-one%n".formatted(simulated().url("/locked")));
    await(() -> is("locked", camera -> camera.state().equals("failed")));
    assertThat(camera("locked").detail()).contains("2 refusals", "cameras restart locked");

    engine().close();
    running = Engine.start(new SiteFile().read(file), file);
    await(() -> is("locked", camera -> camera.state().equals("failed")));
    assertThat(camera("locked").detail()).contains("2 refusals", "before its last start");
    assertThat(camera("locked").reconnects()).isZero();

    cameras(List.of("restart", "locked", "--url", engine().url().toString()));
    await(
        () -> is("locked", camera -> camera.state().equals("failed") && camera.reconnects() == 1));
    assertThat(camera("locked").detail()).doesNotContain("before its last start");
  }

  @Test
  void file_broken_changesNothingUntilItIsMended() throws Exception {
    imports(row("a", "", "/a"));
    await(() -> streams("a"));
    Path applied = folder.resolve("site.d/cameras.yaml");
    String whole = Files.readString(applied);

    Files.writeString(applied, "cameras: [ { id: a, ulr: nothing } ]\n");
    Thread.sleep(2500);
    assertThat(streams("a") && camera("a").reconnects() == 0).isTrue();

    Files.writeString(applied, whole + "\n");
    imports(row("a", "", "/a") + row("b", "", "/b"));
    await(() -> streams("b"));
    assertThat(camera("a").reconnects()).isZero();
  }
}
