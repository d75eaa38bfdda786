package org.gatehouse.server.cli.lists;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.list.Listing;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse lists show}: what the lists say of a plate now. */
@Command(
    name = "show",
    description = "Say what the lists say of a plate now: deny, allow, visitor or unlisted.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SiteLists site = new SiteLists();

  @Parameters(index = "0", paramLabel = "PLATE", description = "The plate, however it is written.")
  private String plate = "";

  @Option(names = "--lane", paramLabel = "ID", description = "At that camera.")
  private String lane = "";

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    String asked = asked();
    if (!lane.isEmpty() && !site.lanes().contains(lane)) {
      throw new ConfigException("--lane: the site has no camera '" + lane + "'");
    }
    try (VehicleLists lists = VehicleLists.open(site.open(), site.zone())) {
      site.note("lists.read", Map.of("plate", asked));
      tell(lists, asked, out);
      return ExitCode.OK;
    } catch (StorageException e) {
      throw SiteLists.refused(e);
    }
  }

  private void tell(VehicleLists lists, String asked, PrintWriter out) {
    Instant now = Instant.now();
    out.println(asked + ": " + words(lists.exact(asked, lane, now)));
    List<Listing> alike = lists.alike(asked, lane, now);
    for (Listing listing : alike) {
      ListEntry entry = listing.entry();
      if (entry != null) {
        out.println("  looks like " + entry.plate() + ": " + words(listing));
      }
    }
  }

  private String asked() {
    try {
      return PlateText.of(plate);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String words(Listing listing) {
    String standing = listing.standing().name().toLowerCase(Locale.ROOT);
    ListEntry entry = listing.entry();
    if (entry == null) {
      return standing + (listing.lapsed() ? ", for no entry of it holds now and here" : "");
    }
    return standing
        + (entry.until() == null ? "" : " until " + entry.until())
        + (entry.lanes().isEmpty() ? "" : " at " + entry.laneText())
        + (entry.schedule().isEmpty() ? "" : " " + entry.scheduleText())
        + (entry.passes() == 0 ? "" : ", " + entry.passes() + " passes");
  }
}
