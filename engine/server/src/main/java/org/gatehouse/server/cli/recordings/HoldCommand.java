package org.gatehouse.server.cli.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse recordings hold}: has the running engine keep a stretch of a camera. */
@Command(
    name = "hold",
    description =
        "Keep what a camera recorded in a stretch of time, whatever quotas and maximum ages say,"
            + " with its events and their pictures.",
    mixinStandardHelpOptions = true)
final class HoldCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private EngineOptions options = new EngineOptions();

  @Option(names = "--camera", required = true, paramLabel = "ID", description = "The camera.")
  private String camera = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Begin, such as 2026-11-26T10:00:00+08:00 or 2026-11-26T02:00Z.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "End.")
  private String to = "";

  @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who asks for it.")
  private String owner = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--expires",
      required = true,
      paramLabel = "TIME",
      description = "When it ends by itself: a time, or a duration from now such as 90d.")
  private String expires = "";

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode hold =
        new ObjectMapper()
            .createObjectNode()
            .put("camera", camera)
            .put("from", TimeText.time("--from", from).toString())
            .put("to", TimeText.time("--to", to).toString())
            .put("owner", owner)
            .put("reason", reason)
            .put("expires", TimeText.timeOrLater("--expires", expires, Instant.now()).toString());
    JsonNode placed = options.ask("POST", "api/v1/holds", hold);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        "hold %s: camera %s is kept from %s to %s until %s"
            .formatted(
                placed.path("id").asText(),
                placed.path("camera").asText(),
                placed.path("from").asText(),
                placed.path("to").asText(),
                placed.path("expires").asText()));
    return ExitCode.OK;
  }
}
