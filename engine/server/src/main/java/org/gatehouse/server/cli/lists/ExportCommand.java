package org.gatehouse.server.cli.lists;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.vehicles.ListDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gatehouse lists export}: all entries as a sheet that {@code import} takes. */
@Command(
    name = "export",
    description = {
      "Print all entries as a CSV sheet that import takes.",
      "The references to owners are in it: keep it as the lists are kept."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SiteLists site = new SiteLists();

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (VehicleListStore store = site.open();
        CSVPrinter sheet = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get().print(out)) {
      site.note("lists.read", Map.of());
      new ListDesk(store, site.zone(), site.lanes()).export(row -> print(sheet, row));
      return ExitCode.OK;
    } catch (StorageException e) {
      throw SiteLists.refused(e);
    } catch (IOException | UncheckedIOException e) {
      throw new StorageException("the sheet cannot be printed: " + e.getMessage(), e);
    }
  }

  private static void print(CSVPrinter sheet, List<String> row) {
    try {
      sheet.printRecord(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
