package org.gatehouse.server.cli.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.server.backup.Progress;
import org.gatehouse.server.backup.Restore;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse restore}: puts a backup back. */
@Command(
    name = "restore",
    description =
        "Verify a backup and put it into an empty data folder; its configuration too where there"
            + " is none.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The backup.")
  private @Nullable Path backup;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration; written if there is none.")
  private @Nullable Path config;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "The data folder, if not the one that the configuration names.")
  private @Nullable Path into;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path from = Objects.requireNonNull(backup);
    Progress progress = Progress.on(spec.commandLine().getErr());
    Restore restore = new Restore(from, progress);
    restore.verify(DataFolders.of(DataPlace.of(from.resolve("nothing"))).versions());
    Restore.Done done = restore.to(Objects.requireNonNull(config), into);
    out.println(
        "%s: restored as of %s, %d files".formatted(done.data(), done.taken(), done.files()));
    out.println(
        done.configured() ? config + ": written as it was then" : config + ": left as it is");
    if (done.configured() && !done.secretsLeftOut().isEmpty()) {
      out.println(
          "put back by hand, readable by the engine's user alone: "
              + String.join(", ", done.secretsLeftOut()));
    }
    return ExitCode.OK;
  }
}
