package org.gatehouse.server.cli.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.list.Collisions;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.ProgressLine;
import org.gatehouse.server.vehicles.ImportOutcome;
import org.gatehouse.server.vehicles.ListDesk;
import org.gatehouse.server.vehicles.VehicleSheet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse lists import}: a sheet of vehicles, whole or not at all. */
@Command(
    name = "import",
    description = {
      "Take vehicles from a CSV sheet, whole or not at all.",
      "The first line names its columns, plate and kind at least; all are:",
      "plate, kind (allow, deny, visitor), from, until, lanes, schedule,",
      "owner (a reference of at most 64 characters), passes (of a visitor).",
      "A row takes the place of the one of the same plate, kind and from.",
      "Every mistake is told with its line; a sheet with any changes nothing",
      "and ends with 1. Plates that look like others are told."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SiteLists site = new SiteLists();

  @Parameters(
      index = "0",
      paramLabel = "CSV",
      description = "The sheet: UTF-8, comma, semicolon or tab.")
  private @Nullable Path csv;

  @ArgGroup(multiplicity = "1")
  private @Nullable Mode mode;

  @Option(names = "--prune", description = "Remove entries that are not in the sheet.")
  private boolean prune;

  @Option(names = "--json", description = "Tell the outcome as JSON.")
  private boolean json;

  /** One of the two must be said. */
  static final class Mode {
    @Option(names = "--plan", description = "Only say what would change.")
    boolean plan;

    @Option(names = "--apply", description = "Change it; a running engine follows within seconds.")
    boolean apply;
  }

  @Override
  public Integer call() {
    ProgressLine progress = ProgressLine.standard();
    try (VehicleListStore store = site.open()) {
      ListDesk lists = new ListDesk(store, site.zone(), site.lanes());
      VehicleSheet sheet = VehicleSheet.of(Objects.requireNonNull(csv), lists);
      boolean apply = Objects.requireNonNull(mode).apply;
      site.note("lists.imported", Map.of("mode", apply ? "apply" : "plan", "prune", prune));
      ImportOutcome outcome = lists.take(sheet, apply, prune, progress::show);
      progress.clear();
      tell(outcome);
      return ExitCode.OK;
    } catch (StorageException e) {
      throw SiteLists.refused(e);
    } finally {
      progress.clear();
    }
  }

  private void tell(ImportOutcome outcome) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().<JsonNode>valueToTree(outcome.tree()));
      return;
    }
    ListChange.Counts counts = outcome.counts();
    out.printf(
        Locale.ROOT,
        "%s: %d added, %d changed, %d removed, %d unchanged%n",
        outcome.applied() ? "applied" : "plan",
        counts.added(),
        counts.changed(),
        counts.removed(),
        counts.unchanged());
    Collisions alike = outcome.alike();
    if (alike.pairs() > 0) {
      out.printf(
          Locale.ROOT,
          "%d new or changed plates look like another one, %d of them like one of another kind:%n",
          alike.pairs(),
          alike.betweenKinds());
      for (Collisions.Pair pair : alike.examples()) {
        out.printf(
            "  %s (%s) looks like %s (%s)%n",
            pair.plate(),
            ImportOutcome.word(pair.kind()),
            pair.other(),
            ImportOutcome.word(pair.otherKind()));
      }
    }
  }
}
