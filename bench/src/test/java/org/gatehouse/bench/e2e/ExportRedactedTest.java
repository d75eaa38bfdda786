package org.gatehouse.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.scene.PlateFilm;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a camera's stream to evidence in which no plate can be read, by commands alone. */
@Tag("e2e")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExportRedactedTest {
  /** The film goes round in less: so much holds each of its pictures. */
  private static final int EXPORTED_SECONDS = 7;

  private static final int COMMAND_SECONDS = 120;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final PlateFilm film = PlateFilm.of(7);
  private @Nullable SimulatedCameras cameras;
  private @Nullable EngineProcess engine;
  private Path site = Path.of("");

  @BeforeEach
  void start() throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/ffmpeg"))) {
      Peers.missing("ffmpeg");
    }
    SimulatedCameras started =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    cameras = started;
    URI gate = started.add("/gate", film.track(), Playback.LIVE);
    site =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server: { bind: 127.0.0.1, port: 0 }
            cameras:
              - { id: gate, url: "%s", record: continuous }
            """
                .formatted(gate));
    engine = EngineProcess.start(site, folder, "unused");
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      engine.close();
    }
    if (cameras != null) {
      cameras.close();
    }
    http.close();
  }

  @Test
  void export_redactedByDefault_showsNoPlateAndVerifies_oneChangedByteFails() throws Exception {
    Instant from = recorded();
    Path plain = export(from, "plain", "--unredacted", "--reason", "to compare");
    assertThat(readable(plain)).anyMatch(plates -> plates.contains(film.plate()));

    giveUp(from);

    Path redacted = export(from, "redacted");
    List<String> read = readable(redacted);
    assertThat(read).hasSizeGreaterThan(10).allMatch("[]"::equals);
    String key = gatehouse("evidence", "key", "--config", site.toString()).strip();
    assertThat(gatehouse("evidence", "verify", redacted.toString(), "--key", key))
        .contains("redacted yes", "VERIFIED");
    Path video = video(redacted);
    byte[] bytes = Files.readAllBytes(video);
    bytes[bytes.length / 2] ^= 1;
    Files.write(video, bytes);
    Process verify = process("evidence", "verify", redacted.toString(), "--key", key);
    Peers.Lines said = new Peers.Lines(verify);
    assertThat(verify.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(verify.exitValue()).as(String.join("\n", said.all())).isEqualTo(4);
  }

  /** Waits until enough is recorded, and says since when. */
  private Instant recorded() throws Exception {
    Instant from = Instant.MAX;
    for (int i = 0; i < 400; i++) {
      Instant now = Instant.now();
      String query = "from=%s&to=%s".formatted(now.minusSeconds(60), now.plusSeconds(1));
      JsonNode range = get("api/v1/playback/gate/timeline?" + query).path("ranges").path(0);
      if (range.has("to")) {
        from = Instant.parse(range.path("from").asText());
        if (!Instant.parse(range.path("to").asText())
            .isBefore(from.plusSeconds(EXPORTED_SECONDS))) {
          return from;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing is recorded since " + from);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI url = Objects.requireNonNull(engine).url().resolve(path);
    return json.readTree(
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private List<String> exportCommand(Instant from, String name, String... more) {
    List<String> command = new ArrayList<>(List.of("export", "--config", site.toString()));
    command.addAll(List.of("--url", Objects.requireNonNull(engine).url().toString()));
    command.addAll(List.of("--camera", "gate", "--from", from.toString()));
    command.addAll(List.of("--to", from.plusSeconds(EXPORTED_SECONDS).toString()));
    command.addAll(List.of("--out", folder.resolve(name).toString()));
    command.addAll(List.of(more));
    return command;
  }

  private Path export(Instant from, String name, String... more) throws Exception {
    gatehouse(exportCommand(from, name, more).toArray(String[]::new));
    return folder.resolve(name);
  }

  /** A redacted export is begun, and its command ended in order, as Ctrl-C does. */
  private void giveUp(Instant from) throws Exception {
    Process command = process(exportCommand(from, "given-up").toArray(String[]::new));
    StringBuilder said = new StringBuilder();
    while (said.indexOf("redacts gate") < 0) {
      int one = command.getInputStream().read();
      assertThat(one).as(said.toString()).isNotNegative();
      said.append((char) one);
    }
    Peers.run(folder, List.of("kill", "-TERM", Long.toString(command.pid())), 10);
    String rest = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(command.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).as(rest).isNotZero();
    assertThat(rest).contains("stopped; nothing is left of it");
    assertThat(get("api/v1/exports").path("items").findValuesAsText("state"))
        .containsExactly("done");
    assertThat(folder.resolve("given-up")).isEmptyDirectory();
  }

  /** What {@code gatehouse read} reads in each sixth picture of an export's video. */
  private List<String> readable(Path export) throws Exception {
    Path pictures =
        Files.createDirectory(export.resolveSibling(export.getFileName() + "-pictures"));
    String some = "select=not(mod(n\\,6))";
    String source = video(export).toString();
    String[] split = {"-v", "error", "-i", source, "-vf", some, "-vsync", "0", "%03d.png"};
    Peers.run(pictures, Stream.concat(Stream.of("ffmpeg"), Stream.of(split)).toList(), 60);
    List<String> command = new ArrayList<>(List.of("read", "--jsonl"));
    try (Stream<Path> files = Files.list(pictures)) {
      files.sorted().map(Path::toString).forEach(command::add);
    }
    List<String> plates = new ArrayList<>();
    for (String line : gatehouse(command.toArray(String[]::new)).lines().toList()) {
      if (line.startsWith("{")) {
        plates.add(json.readTree(line).path("plates").findValuesAsText("text").toString());
      }
    }
    return plates;
  }

  private static Path video(Path export) throws IOException {
    try (Stream<Path> files = Files.list(export)) {
      return files.filter(file -> file.toString().endsWith(".mp4")).findFirst().orElseThrow();
    }
  }

  private static Process process(String... arguments) throws IOException {
    return Launcher.prepare(List.of(arguments)).redirectErrorStream(true).start();
  }

  private static String gatehouse(String... arguments) throws Exception {
    Process process = process(arguments);
    Peers.Lines said = new Peers.Lines(process);
    assertThat(process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)).isTrue();
    said.join();
    String all = String.join("\n", said.all());
    assertThat(process.exitValue()).as(all).isZero();
    return all;
  }
}
