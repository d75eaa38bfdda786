package org.gatehouse.server.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gatehouse events tail}: events as they come, until Ctrl-C. When the engine goes away it
 * waits for it and goes on after the event that it saw last, so that none is left out.
 */
@Command(
    name = "tail",
    description = "Events as they come, until Ctrl-C; goes on by itself after the engine was away.",
    mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_SECONDS = 2;
  private static final String DATA = "data: ";
  private static final String ID = "id: ";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the engine serves, if not where the configuration says.")
  private @Nullable URI url;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      description = "Begin after this sequence number; 0 for all that is kept. Else what comes.")
  private @Nullable Long after;

  @Option(names = "--camera", paramLabel = "ID", description = "Only of this camera.")
  private @Nullable String camera;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only types with this in their name, such as passage.")
  private @Nullable String type;

  @Option(names = "--count", paramLabel = "N", description = "End after this many.")
  private long count = Long.MAX_VALUE;

  @Option(names = "--jsonl", description = "Each event as one line of JSON.")
  private boolean jsonl;

  private @Nullable String seen;
  private long told;

  @Override
  public Integer call() throws InterruptedException {
    EngineCall engine = new EngineCall(new SiteFile().read(Objects.requireNonNull(config)), url);
    seen = after == null ? null : after.toString();
    HttpClient client = engine.client();
    try {
      follow(engine, client);
    } finally {
      client.shutdownNow();
    }
    return ExitCode.OK;
  }

  private void follow(EngineCall engine, HttpClient client) throws InterruptedException {
    boolean away = false;
    while (told < count) {
      try {
        listen(engine, client);
        away = false;
      } catch (IOException | UncheckedIOException e) {
        if (!away) {
          err().println("the engine does not answer at " + engine.base() + "; waiting for it");
        }
        away = true;
      }
      if (told < count) {
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      }
    }
  }

  private void listen(EngineCall engine, HttpClient client)
      throws IOException, InterruptedException {
    String path = "api/v1/events/stream" + (seen == null ? "" : "?after=" + seen);
    HttpResponse<Stream<String>> answer = engine.open(client, path);
    try (Stream<String> lines = answer.body()) {
      Iterator<String> each = lines.iterator();
      if (answer.statusCode() != 200) {
        throw new ConfigException(
            "the engine at %s answers %d: %s"
                .formatted(
                    engine.base(), answer.statusCode(), each.hasNext() ? each.next() : "nothing"));
      }
      while (told < count && each.hasNext()) {
        take(each.next());
      }
    }
  }

  private void take(String line) throws JsonProcessingException {
    if (line.startsWith(ID)) {
      seen = line.substring(ID.length());
    } else if (line.startsWith(DATA)) {
      JsonNode event = JSON.readTree(line.substring(DATA.length()));
      if (wanted(event)) {
        told++;
        out().println(jsonl ? event.toString() : text(event));
        out().flush();
      }
    }
  }

  private boolean wanted(JsonNode event) {
    return (camera == null || camera.equals(event.path("camera").asText()))
        && (type == null || event.path("type").asText().contains(type));
  }

  /** The time, the camera, the type without what all types share, and what says most. */
  private static String text(JsonNode event) {
    JsonNode data = event.path("data");
    String name =
        event.path("type").asText().replace("org.gatehouse.", "").replaceAll("\\.v\\d+$", "");
    StringBuilder words = new StringBuilder();
    for (JsonNode each :
        List.of(
            data.path("plate").path("text"),
            data.path("direction"),
            data.path("state"),
            data.path("reason"),
            data.path("cause"))) {
      if (each.isTextual() && !each.asText().isEmpty()) {
        words.append(' ').append(each.asText());
      }
    }
    return "%8d  %-24s  %-16s %s%s"
        .formatted(
            event.path("sequence").asLong(),
            event.path("time").asText(),
            event.path("camera").asText(),
            name,
            words);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
