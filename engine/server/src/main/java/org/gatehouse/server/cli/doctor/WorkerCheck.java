package org.gatehouse.server.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.contract.config.ConfigException;

/** Native libraries and models: the analytics worker loads them and tells what it got. */
final class WorkerCheck {
  private static final String NATIVES = "native libraries";
  private static final String MODELS = "models";
  private static final String REBUILD =
      "build again from a clean tree (mvn clean, then ./gatehouse --version)";

  private final Programs programs;
  private final Supplier<List<String>> command;

  /**
   * Creates the check.
   *
   * @param command runs the worker's {@code check}; may throw ConfigException
   */
  WorkerCheck(Programs programs, Supplier<List<String>> command) {
    this.programs = programs;
    this.command = command;
  }

  List<Finding> run() {
    List<String> words;
    try {
      words = command.get();
    } catch (ConfigException e) {
      return List.of(Finding.fail(NATIVES, String.valueOf(e.getMessage()), REBUILD));
    }
    Optional<Programs.Answer> answer =
        programs.ask(words, Map.of("MALLOC_ARENA_MAX", "2"), Duration.ofMinutes(2));
    if (answer.isEmpty() || answer.get().code() != 0) {
      String reason = answer.map(Programs.Answer::firstLine).orElse("it cannot be started");
      return List.of(Finding.fail(NATIVES, "the analytics worker failed: " + reason, REBUILD));
    }
    return findings(answer.get().out());
  }

  private static List<Finding> findings(String out) {
    String line = out.lines().filter(l -> l.startsWith("{")).reduce((_, last) -> last).orElse("");
    try {
      JsonNode report = new ObjectMapper().readTree(line);
      List<Finding> found = new ArrayList<>();
      found.add(natives(report));
      report.path(MODELS).forEach(model -> found.add(model(model)));
      if (report.path(MODELS).isEmpty()) {
        found.add(Finding.fail(MODELS, "the worker has none", REBUILD));
      }
      return found;
    } catch (JsonProcessingException e) {
      return List.of(Finding.fail(NATIVES, "the analytics worker gave no report", REBUILD));
    }
  }

  private static Finding natives(JsonNode report) {
    String state = report.path("natives").asText("no report");
    String versions =
        "FFmpeg "
            + report.path("ffmpeg").asText("?")
            + ", OpenCV "
            + report.path("opencv").asText("?");
    return state.equals("ok")
        ? Finding.ok(NATIVES, versions)
        : Finding.fail(NATIVES, state, REBUILD);
  }

  private static Finding model(JsonNode model) {
    String sum = model.path("sha256").asText("?");
    String name = "model " + model.path("name").asText("?");
    String detail = "sha256 " + sum.substring(0, Math.min(16, sum.length()));
    return model.path("ok").asBoolean()
        ? Finding.ok(name, detail)
        : Finding.fail(name, detail + " is not the one this version was made with", REBUILD);
  }
}
