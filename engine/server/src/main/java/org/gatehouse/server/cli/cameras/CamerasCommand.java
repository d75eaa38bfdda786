package org.gatehouse.server.cli.cameras;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.onboard.AppliedCameras;
import org.gatehouse.server.onboard.Import;
import org.gatehouse.server.onboard.Plan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras}: export and remove here, the larger verbs in their own classes. */
@Command(
    name = "cameras",
    description = "Add, change and remove many cameras at once; find cameras on the network.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ImportCommand.class,
      ListCommand.class,
      RestartCommand.class,
      DiscoverCommand.class,
      ProbeCommand.class
    },
    mixinStandardHelpOptions = true)
public final class CamerasCommand {
  @Spec private @Nullable CommandSpec spec;

  /** Prints the applied cameras. */
  @Command(
      name = "export",
      description = "Print the applied cameras as CSV; import takes it back. No password is shown.",
      mixinStandardHelpOptions = true)
  int export(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration.")
          Path config) {
    PrintWriter out = out();
    AppliedCameras.export(new SiteFile().open(config), out);
    out.flush();
    return ExitCode.OK;
  }

  /** Takes one camera out. */
  @Command(
      name = "remove",
      description = "Remove an applied camera; its recordings stay.",
      mixinStandardHelpOptions = true)
  int remove(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The site's configuration.")
          Path config,
      @Parameters(paramLabel = "ID", description = "The camera's id.") String id) {
    OpenSite site = new SiteFile().open(config);
    Plan plan = new Import(site).without(id);
    AppliedCameras.apply(site, plan, Instant.now(), System.getProperty("user.name", "unknown"));
    out().println("removed " + id + "; a running engine leaves it within seconds");
    return ExitCode.OK;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
