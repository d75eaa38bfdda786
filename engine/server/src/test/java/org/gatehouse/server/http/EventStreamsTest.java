package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.CameraState;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.cli.events.EventsCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Server-sent events over a real socket, from a real event log. */
@Timeout(60)
class EventStreamsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StorageProvider.Stores stores;
  private WebServer server;

  @BeforeEach
  void start() {
    stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder, Ticker.system());
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(EventStreamsTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  private StoredEvent append(int number) {
    StoredEvent stored =
        stores
            .events()
            .append(
                new Event(
                    UUID.randomUUID(),
                    "test-site",
                    new CameraId("gate-1"),
                    NOON.plusSeconds(number),
                    new CameraState("up", "number " + number),
                    List.of()));
    server.eventStored(stored);
    return stored;
  }

  /** A client's connection. */
  private final class Listener implements AutoCloseable {
    private final BufferedReader lines;

    Listener(String query, String... headers) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.url().resolve("api/v1/events/stream" + query));
      if (headers.length > 0) {
        request.headers(headers);
      }
      HttpResponse<java.io.InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The sequence numbers of the next events. */
    List<Long> next(int count) throws IOException {
      List<Long> numbers = new ArrayList<>();
      while (numbers.size() < count) {
        String line = lines.readLine();
        if (line.startsWith("data: ")) {
          numbers.add(Json.parse(line.substring(6)).path("sequence").asLong());
        }
      }
      return numbers;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void stream_afterANumber_givesWhatIsStoredAndThenWhatComes() throws Exception {
    long first = append(1).sequence();
    List<Long> expected = new ArrayList<>();
    for (int i = 2; i <= 451; i++) {
      expected.add(append(i).sequence());
    }
    try (Listener listener = new Listener("?after=" + first)) {
      assertThat(listener.next(450)).isEqualTo(expected);
      long later = append(452).sequence();
      assertThat(listener.next(1)).containsExactly(later);
    }
  }

  @Test
  void stream_connectedAgainWithItsLastNumber_missesNothing() throws Exception {
    append(1);
    long seen;
    try (Listener listener = new Listener("?after=0")) {
      seen = listener.next(1).getFirst();
    }
    long missed = append(2).sequence();
    try (Listener listener = new Listener("?after=0", "Last-Event-ID", Long.toString(seen))) {
      assertThat(listener.next(1)).containsExactly(missed);
    }
  }

  @Test
  void feed_afterANumber_givesEveryLaterEventOnceAndInOrder() throws Exception {
    long first = append(1).sequence();
    List<Long> expected = new ArrayList<>();
    for (int i = 2; i <= 430; i++) {
      expected.add(append(i).sequence());
    }
    FeedClient page = FeedClient.join(client, server.url(), "?after=" + first);
    FeedClient fresh = FeedClient.join(client, server.url(), "");
    for (int i = 431; i <= 450; i++) {
      expected.add(append(i).sequence());
    }
    assertThat(page.events(expected.size())).isEqualTo(expected);
    assertThat(fresh.events(20)).isEqualTo(expected.subList(429, 449));
    page.close();
    long missed = append(451).sequence();
    FeedClient again = FeedClient.join(client, server.url(), "?after=" + expected.getLast());
    assertThat(again.events(1)).containsExactly(missed);
    again.close();
    fresh.close();
  }

  @Test
  void document_ofEvents_namesEverySchemaAndEachIsServed() throws Exception {
    JsonNode document = Json.parse(text("api/v1/asyncapi.json"));
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    List<String> told =
        document.path("components").findValuesAsText("$ref").stream()
            .filter(ref -> ref.startsWith("schemas/"))
            .toList();
    try (Stream<Path> files = Files.list(Path.of("../../docs/schemas"))) {
      List<String> written =
          files
              .map(file -> "schemas/" + file.getFileName())
              .filter(file -> file.endsWith(".json"))
              .toList();
      assertThat(told).containsExactlyInAnyOrderElementsOf(written);
    }
    for (String schema : told) {
      assertThat("schemas/" + Json.parse(text("api/v1/" + schema)).path("title").asText() + ".json")
          .isEqualTo(schema);
    }
  }

  private String text(String path) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(server.url().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void stream_withoutANumber_beginsWithWhatComes() throws Exception {
    append(1);
    try (Listener listener = new Listener("")) {
      // The first message says where the stream begins: it is open once that is read.
      assertThat(listener.lines.readLine()).isEqualTo("retry: 2000");
      long coming = append(2).sequence();
      assertThat(listener.next(1)).containsExactly(coming);
    }
  }

  @Test
  void tail_ofTwoOfOneCamera_printsThemAndEnds() throws Exception {
    Path site =
        Files.writeString(
            folder.resolve("site.yaml"),
            "site: test-site\ndata: %s\nserver:\n  port: %d\n"
                .formatted(folder, server.url().getPort()));
    append(1);
    append(2);
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new Root()).addSubcommand(new EventsCommand());
    line.setOut(new PrintWriter(out, true));
    assertThat(
            Cli.execute(
                line,
                "events",
                "tail",
                "--config",
                site.toString(),
                "--after",
                "0",
                "--count",
                "2",
                "--camera",
                "gate-1",
                "--type",
                "camera.state"))
        .isZero();
    assertThat(out.toString().lines().toList())
        .hasSize(2)
        .allMatch(each -> each.contains("gate-1") && each.contains("camera.state up number"));
  }
}
