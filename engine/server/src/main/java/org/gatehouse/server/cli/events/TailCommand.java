package org.gatehouse.server.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
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

  private long told;

  @Override
  public Integer call() throws InterruptedException {
    EngineCall engine = new EngineCall(new SiteFile().read(Objects.requireNonNull(config)), url);
    if (count > 0) {
      new EventTail(engine, after, EventTail.QUIET, err()::println).follow(this::told);
    }
    return ExitCode.OK;
  }

  /** False after the last one that is wanted. */
  private boolean told(JsonNode event) {
    if (wanted(event)) {
      told++;
      out().println(jsonl ? event.toString() : text(event));
      out().flush();
    }
    return told < count;
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
