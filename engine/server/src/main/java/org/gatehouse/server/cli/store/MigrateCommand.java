package org.gatehouse.server.cli.store;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoreMigration.Count;
import org.gatehouse.server.Installed;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.ProgressLine;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse store migrate}: from the data folder's files to a server. */
@Command(
    name = "migrate",
    description = {
      "Copy events, reads, what is owed to destinations, lists, users, tokens and audit rows from"
          + " the SQLite files of the data folder to the PostgreSQL server that the configuration"
          + " names under 'storage:'. Stop the engine first. The files are only read.",
      "A run that was interrupted goes on where it was; a server that holds anything else is left"
          + " alone. At the end the rows of both are counted.",
      "Exit codes: 0 all of it is there, 1 refused or not all there, 2 wrong usage."
    },
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  private static final String WHAT = "sqlite->postgres";

  /** Without quotes a shell takes what follows the arrow for a file to write to. */
  private static final Set<String> MEANT = Set.of(WHAT, "sqlite-to-postgres", "sqlite-");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "'" + WHAT + "'",
      description = "From where to where; in quotes, or sqlite-to-postgres.")
  private @Nullable String what;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration, with the server.")
  private @Nullable Path config;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!MEANT.contains(Objects.requireNonNull(what))) {
      throw new ParameterException(
          command.commandLine(), "expected '" + WHAT + "', but saw '" + what + "'");
    }
    DataPlace place = new SiteFile().read(Objects.requireNonNull(config)).place();
    ProgressLine progress = ProgressLine.standard();
    try {
      List<Count> counts =
          Installed.one(StorageProvider.class).migration(place).run(progress::show);
      progress.clear();
      return tell(command.commandLine().getOut(), place, counts);
    } catch (StorageException e) {
      throw new ConfigException(e.getMessage() + "; run it again to go on", e);
    } finally {
      progress.clear();
    }
  }

  private static int tell(PrintWriter out, DataPlace place, List<Count> counts) {
    out.printf("%-14s %12s %12s%n", "table", "files", "server");
    for (Count count : counts) {
      out.printf(
          "%-14s %12d %12d%s%n",
          count.table(), count.files(), count.server(), count.same() ? "" : "  NOT THE SAME");
    }
    boolean same = counts.stream().allMatch(Count::same);
    out.println(
        same
            ? "migrated. The files in "
                + place.folder()
                + " hold the same data still: delete events.db, lists.db, accounts.db and audit.db"
                + " once the engine runs"
            : "NOT all of it is there: keep the files, and migrate to another, empty schema");
    out.flush();
    return same ? ExitCode.OK : ExitCode.REFUSED;
  }
}
