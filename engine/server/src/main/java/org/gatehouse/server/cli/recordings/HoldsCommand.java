package org.gatehouse.server.cli.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gatehouse recordings holds}: lists what the running engine keeps. */
@Command(
    name = "holds",
    description = "List what is held, by whom and why.",
    mixinStandardHelpOptions = true)
final class HoldsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private EngineOptions options = new EngineOptions();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    JsonNode holds = options.ask("GET", "api/v1/holds", null).path("items");
    if (holds.isEmpty()) {
      out.println("nothing is held");
    }
    for (JsonNode hold : holds) {
      out.println(
          "%s  %s  %s to %s  until %s  %s: %s"
              .formatted(
                  hold.path("id").asText(),
                  hold.path("camera").asText(),
                  hold.path("from").asText(),
                  hold.path("to").asText(),
                  hold.path("expires").asText(),
                  hold.path("owner").asText(),
                  hold.path("reason").asText()));
    }
    return ExitCode.OK;
  }
}
