package org.gatehouse.server.cli.cameras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras list}: all cameras, and how they are if the engine runs. */
@Command(
    name = "list",
    description = "All cameras of the site; with state, codec and rate if the engine runs.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
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

  @Override
  public Integer call() throws InterruptedException {
    SiteConfig site = new SiteFile().read(Objects.requireNonNull(config));
    Map<String, JsonNode> live = live(site);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("%-24s %-10s %-14s %6s  %s%n", "ID", "STATE", "CODEC", "FPS", "NAME");
    for (CameraConfig camera : site.cameras()) {
      JsonNode now = live.get(camera.id().value());
      out.printf(
          "%-24s %-10s %-14s %6s  %s%n",
          camera.id(),
          text(now, "state"),
          text(now, "codec"),
          text(now, "framesPerSecond"),
          camera.displayName());
    }
    if (live.isEmpty()) {
      out.println("(the engine does not answer: configuration only)");
    }
    return ExitCode.OK;
  }

  private static String text(@Nullable JsonNode camera, String key) {
    return camera == null ? "-" : camera.path(key).asText("-").replace("null", "-");
  }

  private Map<String, JsonNode> live(SiteConfig site) throws InterruptedException {
    Map<String, JsonNode> found = new HashMap<>();
    try {
      HttpResponse<String> answer = new EngineCall(site, url).send("GET", "api/v1/cameras");
      if (answer.statusCode() == 200) {
        for (JsonNode camera : new ObjectMapper().readTree(answer.body()).path("items")) {
          found.put(camera.path("id").asText(), camera);
        }
      }
    } catch (IOException e) {
      return Map.of(); // told below the list
    }
    return found;
  }
}
