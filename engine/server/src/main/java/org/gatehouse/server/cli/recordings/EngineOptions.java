package org.gatehouse.server.cli.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine is asked. */
final class EngineOptions {
  private static final int FIRST_REFUSAL = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /**
   * Asks the engine.
   *
   * @param json the request's body; null for none
   * @return the answer's body; a missing node if it has none
   * @throws ConfigException if the engine refuses or does not answer; says why
   */
  JsonNode ask(String method, String path, @Nullable JsonNode json) throws InterruptedException {
    EngineCall engine = new EngineCall(new SiteFile().read(Objects.requireNonNull(config)), url);
    try {
      HttpResponse<String> answer =
          engine.send(method, path, json == null ? null : json.toString());
      JsonNode tree = JSON.readTree(answer.body());
      if (answer.statusCode() >= FIRST_REFUSAL) {
        throw new ConfigException(
            "the engine at %s answers %d: %s"
                .formatted(engine.base(), answer.statusCode(), tree.path("detail").asText()));
      }
      return tree;
    } catch (IOException e) {
      throw new ConfigException(
          "the engine does not answer at %s (%s): start it, or say by --url where it serves"
              .formatted(engine.base(), e),
          e);
    }
  }
}
