package org.gatehouse.server.cli.cameras;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras restart}: a person's word that a camera may be asked again. */
@Command(
    name = "restart",
    description =
        "Have cameras that wait tried again at once, whatever they refused. One that streams is"
            + " left as it is.",
    mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
  private static final int DONE = 204;

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

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The cameras' ids.")
  private List<String> ids = List.of();

  @Override
  public Integer call() throws InterruptedException {
    SiteConfig site = new SiteFile().read(Objects.requireNonNull(config));
    EngineCall engine = new EngineCall(site, url);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (String id : ids) {
      restart(engine, id);
      out.println("camera " + id + ": tried again");
    }
    return ExitCode.OK;
  }

  private static void restart(EngineCall engine, String text) throws InterruptedException {
    CameraId id = id(text);
    try {
      HttpResponse<String> answer = engine.send("POST", "api/v1/cameras/" + id + "/restart");
      if (answer.statusCode() != DONE) {
        String reason = new ObjectMapper().readTree(answer.body()).path("detail").asText();
        throw new ConfigException(
            "camera %s: the engine at %s answers %d: %s"
                .formatted(id, engine.base(), answer.statusCode(), reason));
      }
    } catch (IOException e) {
      throw new ConfigException(
          "the engine does not answer at %s (%s): start it, or say by --url where it serves"
              .formatted(engine.base(), e),
          e);
    }
  }

  private static CameraId id(String text) {
    try {
      return new CameraId(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }
}
