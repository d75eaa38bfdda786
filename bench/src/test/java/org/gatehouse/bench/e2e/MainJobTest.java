package org.gatehouse.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.receive.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over foreign peers, with the engine and its worker killed on the way. */
@Tag("e2e")
class MainJobTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final List<Process> processes = new ArrayList<>();
  private final String secret = Receiver.newSecret();
  private Peers.Lines backend;
  private Path config;

  @BeforeEach
  void startPeers() throws Exception {
    Path clip = Peers.data("videos/gate-cn-2.mp4");
    String camera = "rtsp://127.0.0.1:" + port(gst(clip)) + "/cam";
    backend = nodeReceiver();
    config =
        new SiteFile("http://127.0.0.1:" + port(backend) + "/hook")
            .camera("gate-in", "Gate, lane in", camera, "vehicle", List.of("CN"))
            .write(folder.resolve("site.yaml"), folder.resolve("data"));
  }

  @AfterEach
  void stopPeers() {
    processes.forEach(Process::destroyForcibly);
    http.close();
  }

  @Test
  void clipOverGst_workerAndEngineKilled_nothingAcceptedIsLost() throws Exception {
    TreeSet<String> logged = new TreeSet<>();
    EngineProcess first = EngineProcess.start(config, folder, secret);
    await("two passages at the backend", () -> accepted("passage.finalized").size() >= 2);
    crashWorker(first);
    logged.addAll(eventIds(first.url()));
    assertThat(metric(first.url(), "gatehouse_record_gaps_total")).isZero();
    kill(first.pid(), "KILL");

    EngineProcess second = start("second");
    await("nothing owed", () -> pending(second.url()) == 0);
    page(second.url());
    assertThat(folder.resolve("site.d/zones/versions/gate-in@1.yaml"))
        .content()
        .contains("version: 1", "zone: ", "in-side: left", "mask-areas:");
    await("a passage after the restart", () -> !eventIds(second.url()).isEmpty());
    logged.addAll(eventIds(second.url()));
    await("nothing owed", () -> pending(second.url()) == 0);
    second.close();

    assertThat(accepted("")).containsAll(logged);
    assertThat(backend.all()).noneMatch(line -> line.startsWith("REFUSED"));
    assertThat(accepted("")).doesNotHaveDuplicates();
    recordingsPlay();
  }

  private EngineProcess start(String name) throws Exception {
    return EngineProcess.start(config, Files.createDirectories(folder.resolve(name)), secret);
  }

  /**
   * SIGSEGV in the busiest worker; decoding must go on in another and recording must not notice.
   */
  private void crashWorker(EngineProcess engine) throws Exception {
    double before = metric(engine.url(), "gatehouse_lane_decoded_total");
    ProcessHandle worker =
        ProcessHandle.of(engine.pid())
            .orElseThrow()
            .descendants()
            .filter(p -> p.info().commandLine().orElse("").contains("analytics.worker.Main"))
            .max(Comparator.comparing(p -> p.info().totalCpuDuration().orElseThrow()))
            .orElseThrow();
    long start = System.nanoTime();
    kill(worker.pid(), "SEGV");
    await(
        "decoding in another worker",
        () ->
            !worker.isAlive() && metric(engine.url(), "gatehouse_lane_decoded_total") > before + 5);
    System.err.printf(
        "decoding went on %.1f s after the worker's crash%n", (System.nanoTime() - start) / 1e9);
  }

  /** Debian's Chromium on the real engine: live tile, event row with its crop, and the rest. */
  private void page(URI url) throws Exception {
    Path console = Peers.root().resolve("engine/console");
    if (!Files.isExecutable(Path.of("/usr/bin/chromium"))) {
      Peers.missing("chromium");
    }
    ProcessBuilder e2e = new ProcessBuilder("npm", "run", "--silent", "e2e");
    e2e.environment().put("GATEHOUSE_URL", url.toString());
    Process process = e2e.directory(console.toFile()).redirectErrorStream(true).start();
    processes.add(process);
    Peers.Lines said = new Peers.Lines(process);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    said.join();
    assertThat(process.exitValue()).as(String.join("\n", said.all())).isZero();
  }

  private void recordingsPlay() throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/ffprobe"))) {
      Peers.missing("ffmpeg");
    }
    List<Path> segments;
    try (Stream<Path> files = Files.walk(folder.resolve("data/recordings"))) {
      segments = files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    }
    assertThat(segments).hasSizeGreaterThanOrEqualTo(2);
    for (Path segment : segments) {
      String errors =
          Peers.run(
              folder,
              List.of("ffmpeg", "-v", "error", "-i", segment.toString(), "-f", "null", "-"),
              120);
      assertThat(errors).as(segment.toString()).isEmpty();
    }
  }

  private Peers.Lines gst(Path clip) throws IOException {
    Path script =
        Peers.root()
            .resolve(
                "camera-adapters/src/test/resources/org/gatehouse/camera/session/gst-camera.py");
    return started(
        new ProcessBuilder("/usr/bin/python3", script.toString(), clip.toString(), "h264", "plain"),
        "gst-rtsp-server");
  }

  private Peers.Lines nodeReceiver() throws Exception {
    Path source = Peers.root().resolve("engine/integrations/src/test/npm");
    Path own = Files.createDirectories(folder.resolve("backend"));
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "receiver.mjs")) {
      Files.copy(source.resolve(file), own.resolve(file));
    }
    Peers.run(own, List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"), 120);
    ProcessBuilder builder = new ProcessBuilder("node", "receiver.mjs").directory(own.toFile());
    builder.environment().put("WEBHOOK_SECRET", secret);
    return started(builder, "node");
  }

  private Peers.Lines started(ProcessBuilder builder, String what) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    processes.add(process);
    Peers.Lines lines = new Peers.Lines(process);
    await(what, () -> !process.isAlive() || port(lines) > 0);
    if (port(lines) == 0) {
      Peers.missing(what + " (" + String.join(" ", lines.all()) + ")");
    }
    return lines;
  }

  private static int port(Peers.Lines lines) {
    return lines.all().stream()
        .filter(line -> line.startsWith("port "))
        .mapToInt(line -> Integer.parseInt(line.substring(5).strip()))
        .findFirst()
        .orElse(0);
  }

  /** Ids that the backend accepted, of the types whose name holds {@code type}. */
  private List<String> accepted(String type) {
    return backend.all().stream()
        .filter(line -> line.startsWith("accepted ") && line.contains(type))
        .map(line -> line.substring(9, 9 + 36))
        .toList();
  }

  private List<String> eventIds(URI engine) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : get(engine, "api/v1/events?limit=500").path("items")) {
      ids.add(event.path("id").asText());
    }
    return ids;
  }

  private long pending(URI engine) throws Exception {
    return get(engine, "api/v1/status").path("destinations").path(0).path("pending").asLong(-1);
  }

  private JsonNode get(URI engine, String path) throws Exception {
    return json.readTree(text(engine, path));
  }

  private double metric(URI engine, String name) throws Exception {
    return text(engine, "metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String text(URI engine, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(engine.resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void kill(long pid, String signal) throws Exception {
    Peers.run(Path.of("."), List.of("kill", "-" + signal, Long.toString(pid)), 10);
  }

  private static void await(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (IOException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
