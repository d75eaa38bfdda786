package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.cli.evidence.EvidenceCommand;
import org.gatehouse.server.cli.evidence.ExportCommand;
import org.gatehouse.server.evidence.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exports over HTTP, and the commands that ask for them and check them. */
class ExportHttpTest {
  private static final String TIMES =
      "\"from\":\"2026-01-01T12:00:02.5Z\",\"to\":\"2026-01-01T12:00:08Z\"";

  @TempDir Path data;
  @TempDir Path place;
  private final HttpClient client = HttpClient.newHttpClient();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Desk desk;
  private WebServer server;
  private Path site = place;

  @BeforeEach
  void start() throws Exception {
    desk = new Desk(data);
    desk.record(Desk.GATE, 0, 10);
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(desk.stores(), List.of(), desk.exports()),
            TestAccess.of(null),
            Assets.load(ExportHttpTest.class.getClassLoader()));
    site = place.resolve("site.yaml");
    Files.writeString(
        site,
        "site: test-site\ndata: %s\nserver:\n  port: %d\n".formatted(data, server.url().getPort()));
  }

  @AfterEach
  void stop() {
    server.close();
    desk.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .header("X-Gatehouse-User", "al<ice")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode whenOver(String path) throws Exception {
    for (int i = 0; i < 2000; i++) {
      JsonNode export = Json.parse(send("GET", path, "").body());
      if (!export.path("state").asText().equals("running")) {
        return export;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("the export does not end");
  }

  @Test
  void export_asked_isMadeTakenAndDeleted() throws Exception {
    HttpResponse<String> asked =
        send(
            "POST",
            "api/v1/exports",
            "{\"cameras\":[\"gate-1\"]," + TIMES + ",\"redacted\":false,\"reason\":\"case 17\"}");
    assertThat(asked.statusCode()).isEqualTo(202);
    String url = Json.parse(asked.body()).path("url").asText();
    JsonNode export = whenOver(url);
    assertThat(export.path("state").asText()).isEqualTo("done");
    assertThat(export.path("progress").asDouble()).isEqualTo(1);
    JsonNode file = export.path("files").get(0);
    HttpResponse<byte[]> video =
        client.send(
            HttpRequest.newBuilder(server.url().resolve(file.path("url").asText())).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(video.body()).hasSize(file.path("bytes").asInt());
    assertThat(send("GET", export.path("manifest").asText(), "").body())
        .contains("case 17", "says to be al?ice");
    assertThat(send("GET", url + "/site-key.pem", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", url + "/..%2F..%2Fevidence%2Fsite-key.pem", "").statusCode())
        .isEqualTo(404);
    assertThat(Json.parse(send("GET", "api/v1/exports", "").body()).path("items")).hasSize(1);
    assertThat(send("DELETE", url, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", url, "").statusCode()).isEqualTo(404);
    assertThat(String.join("\n", desk.audit()))
        .contains("export.requested", "export.made", "export.download", "export.deleted");
  }

  @Test
  void export_wordsMissingOrWrong_areProblems() throws Exception {
    String start = "{\"cameras\":[\"gate-1\"]," + TIMES;
    assertThat(send("POST", "api/v1/exports", start + ",\"redacted\":false}").body())
        .contains("needs a reason");
    assertThat(send("POST", "api/v1/exports", start + ",\"redacted\":\"no\"}").statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "api/v1/exports", "{\"cameras\":[\"Gate\"]," + TIMES + "}").body())
        .contains("'cameras.0'", "does not match");
    assertThat(send("POST", "api/v1/exports", "{" + TIMES + "}").body())
        .contains("required property 'cameras'");
    assertThat(send("POST", "api/v1/exports", "{\"cameras\":[\"gate-1\"]}").statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "api/v1/exports", "x").statusCode()).isEqualTo(400);
    assertThat(send("GET", "api/v1/exports/nothing", "").statusCode()).isEqualTo(404);
  }

  private int gatehouse(String... args) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new EvidenceCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return Cli.execute(line, args);
  }

  private int export(Path folder, String... more) {
    String[] first = {
      "export",
      "--config",
      site.toString(),
      "--camera",
      "gate-1",
      "--from",
      "2026-01-01T12:00:02.5Z",
      "--to",
      "2026-01-01T13:00:08+01:00",
      "--out",
      folder.toString()
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return gatehouse(all);
  }

  @Test
  void commands_exportKeyAndVerify_fitTogether() throws Exception {
    Path folder = place.resolve("case-17");
    assertThat(export(folder, "--unredacted", "--reason", "case 17")).as("%s", err).isZero();
    assertThat(err.toString()).contains("100 %");
    assertThat(out.toString().lines()).hasSize(4).allMatch(file -> Files.exists(Path.of(file)));
    out.getBuffer().setLength(0);
    assertThat(gatehouse("evidence", "key", "--config", site.toString())).isZero();
    String key = out.toString().strip();
    assertThat(gatehouse("evidence", "verify", folder.toString(), "--key", key)).isZero();
    assertThat(out.toString()).contains("redacted no", "reason   case 17", "VERIFIED");
    try (var files = Files.list(folder)) {
      Path video = files.filter(f -> f.toString().endsWith(".mp4")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(video);
      bytes[bytes.length / 2] ^= 1;
      Files.write(video, bytes);
      assertThat(gatehouse("evidence", "verify", video.toString(), "--key", key)).isEqualTo(4);
    }
    assertThat(gatehouse("evidence", "verify", place.toString(), "--key", key)).isEqualTo(1);
    assertThat(err.toString()).contains("no manifest.json");
  }

  @Test
  void command_mistakes_areRefusedWithTheWayOut() throws Exception {
    assertThat(export(place.resolve("a"), "--unredacted")).isEqualTo(1);
    assertThat(err.toString()).contains("--unredacted needs --reason");
    assertThat(export(place)).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty");
    assertThat(export(place.resolve("b"), "--url", "http://127.0.0.1:1/")).isEqualTo(1);
    assertThat(err.toString()).contains("is it running?");
  }
}
