package org.gatehouse.server.cli.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.wiring.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Holds by command line and HTTP at a running engine. */
@Timeout(120)
class HoldsTest {
  private static final CameraId GATE = new CameraId("gate-1");

  @TempDir private Path folder;
  private Path file = Path.of("");
  private @Nullable Engine running;
  private String out = "";
  private String err = "";

  @BeforeEach
  void start() throws IOException {
    file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server: { port: 0 }
            recording: { retention: { default-class: eu-72h } }
            """);
    running = Engine.start(new SiteFile().read(file), file);
  }

  @AfterEach
  void stop() {
    engine().close();
  }

  private Engine engine() {
    return Objects.requireNonNull(running);
  }

  private int recordings(String... words) {
    List<String> all = new ArrayList<>(List.of("recordings"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--config", file.toString(), "--url", engine().url().toString()));
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line = new CommandLine(new Root()).addSubcommand(new RecordingsCommand());
    line.setOut(new PrintWriter(output));
    line.setErr(new PrintWriter(errors));
    int code = Cli.execute(line, all.toArray(String[]::new));
    out = output.toString();
    err = errors.toString();
    return code;
  }

  private int hold(String camera, String from, String to, String expires) {
    return recordings(
        "hold",
        "--camera",
        camera,
        "--from",
        from,
        "--to",
        to,
        "--owner",
        "Li Na",
        "--reason",
        "case 7",
        "--expires",
        expires);
  }

  @Test
  void hold_listed_survivesARestart_andIsReleased() throws IOException {
    assertThat(hold("gate-1", "2026-01-01T10:00:00+08:00", "2026-01-01T03:00Z", "90d")).isZero();
    assertThat(out).contains("camera gate-1", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
    List<Hold> placed = engine().retention().holds().active();
    assertThat(placed)
        .singleElement()
        .satisfies(
            hold -> assertThat(hold.expires()).isAfter(Instant.now().plus(89, ChronoUnit.DAYS)));

    engine().close();
    running = Engine.start(new SiteFile().read(file), file);
    assertThat(recordings("holds")).isZero();
    assertThat(out).contains(placed.getFirst().id(), "gate-1", "Li Na", "case 7");

    assertThat(recordings("release", "--by", "Zhang & Co", placed.getFirst().id())).isZero();
    assertThat(engine().retention().holds().active()).isEmpty();
    assertThat(recordings("holds")).isZero();
    assertThat(out).contains("nothing is held");
    assertThat(Files.readString(folder.resolve("data/retention/journal.jsonl")))
        .contains("\"what\":\"held\"", "case 7", "\"what\":\"released\"", "Zhang & Co");
  }

  @Test
  void hold_badInput_isRefusedInWords() {
    assertThat(hold("gate-1", "yesterday", "2026-01-01T03:00Z", "90d")).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("--from", "with its offset", "yesterday");
    assertThat(hold("gate-1", "2026-01-01T04:00Z", "2026-01-01T03:00Z", "90d"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("400", "must end after it begins");
    assertThat(hold("gate-1", "2026-01-01T02:00Z", "2026-01-01T03:00Z", "2020-01-01T00:00Z"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("must expire later than now");
    assertThat(hold("Gate 1", "2026-01-01T02:00Z", "2026-01-01T03:00Z", "1h"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(recordings("release", "h-nothing/../x")).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("404");
    assertThat(engine().retention().holds().active()).isEmpty();
  }

  @Test
  void http_bodyThatIsNoHold_isAProblem() throws Exception {
    for (String body : List.of("", "[]", "{", "{\"camera\":\"gate-1\"}", "{\"camera\":7}")) {
      HttpRequest request =
          HttpRequest.newBuilder(engine().url().resolve("api/v1/holds"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(send(request).statusCode()).as(body).isEqualTo(400);
    }
    HttpResponse<String> retention =
        send(HttpRequest.newBuilder(engine().url().resolve("api/v1/retention")).build());
    assertThat(retention.body()).contains("\"riskHours\":null");
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void snapshot_tooOld_isGoneUnlessHeld() throws Exception {
    Instant old = Instant.now().minus(80, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    UUID gone = store(old, 1);
    Instant heldAt = old.plusSeconds(60);
    UUID kept = store(heldAt, 2);
    assertThat(
            hold(
                "gate-1",
                heldAt.minusSeconds(1).toString(),
                heldAt.plusSeconds(1).toString(),
                "1d"))
        .isZero();

    engine().close();
    running = Engine.start(new SiteFile().read(file), file);
    while (snapshot(gone) != 410) {
      Thread.sleep(50);
    }
    assertThat(snapshot(kept)).isEqualTo(200);
  }

  private UUID store(Instant time, int n) throws IOException {
    UUID id = new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | n);
    Snapshot snapshot = engine().snapshots().write(id, "crop", new byte[] {1, 2, 3});
    EventDetail detail = new EventDetail.FaceSnapshot(time, time, time.plusSeconds(1));
    engine().events().append(new Event(id, "north", GATE, time, detail, List.of(snapshot)));
    return id;
  }

  private int snapshot(UUID event) throws Exception {
    URI at = engine().url().resolve("api/v1/events/" + event + "/snapshots/crop.jpg");
    return send(HttpRequest.newBuilder(at).build()).statusCode();
  }
}
