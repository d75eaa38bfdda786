package org.gatehouse.server.cli.recordings;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse recordings release}: ends holds. */
@Command(
    name = "release",
    description = "End holds: what they kept is deleted as everything else is.",
    mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private EngineOptions options = new EngineOptions();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says so, for the journal; the user's name if left out.")
  private String by = System.getProperty("user.name", "unknown");

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The holds' ids.")
  private List<String> ids = List.of();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (String id : ids) {
      String path = "api/v1/holds/" + encoded(id) + "?by=" + encoded(by);
      options.ask("DELETE", path, null);
      out.println("hold " + id + ": released");
    }
    return ExitCode.OK;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
