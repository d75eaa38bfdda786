package org.gatehouse.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse config}: about the configuration file, without starting anything. */
@Command(
    name = "config",
    description = "Check a site's configuration, or print its JSON Schema.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class ConfigCommand {
  @Spec private @Nullable CommandSpec spec;

  /** Reads a file as {@code run} would and says what it found. */
  @Command(
      name = "check",
      description = "Read a site's configuration as run would, and say what is wrong with it.",
      mixinStandardHelpOptions = true)
  int check(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration (YAML).")
          Path config) {
    SiteFile reader = new SiteFile();
    SiteConfig site = reader.read(config);
    int drawn = reader.open(config).zones().count();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf(
        "%s: ok (site %s, %d cameras, %d destinations%s)%n",
        config,
        site.site(),
        site.cameras().size(),
        site.destinations().size(),
        drawn == 0 ? "" : ", zones of " + drawn + " cameras in site.d/zones");
    return ExitCode.OK;
  }

  /** Prints the schema of the file. */
  @Command(
      name = "schema",
      description = "Print the JSON Schema of the configuration, for editors.",
      mixinStandardHelpOptions = true)
  int schema() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(new SiteFile().schema().toPrettyString());
    return ExitCode.OK;
  }
}
