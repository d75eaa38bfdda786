package org.gatehouse.server.vehicles;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.runtime.list.Collisions;
import org.gatehouse.runtime.record.WeekSchedule;

/**
 * Keeps a site's lists: from sheets, or plate by plate. Waits for the disk; thread-safe.
 *
 * @param zone in which times without an offset, and times of the week, are meant
 * @param lanes names that entries may have under lanes
 */
public record ListDesk(VehicleListStore store, ZoneId zone, Set<String> lanes) {
  /** Hears how far a sheet is. */
  public interface Progress {
    /** A part of the work, 0 to 1. */
    void at(String what, double done);
  }

  /** A sheet for these lists. */
  public VehicleSheet sheet(String name, VehicleSheet.Source source, long bytes) {
    return new VehicleSheet(name, source, bytes, zone, lanes);
  }

  /**
   * Takes a sheet, whole or not at all.
   *
   * @param apply whether it is done; else only said what would be
   * @param prune whether entries that are not in it are removed
   * @throws org.gatehouse.contract.config.ConfigException naming each row that is wrong
   * @throws org.gatehouse.contract.storage.StorageException if the lists cannot be used
   */
  public ImportOutcome take(VehicleSheet sheet, boolean apply, boolean prune, Progress progress) {
    try (ListChange change = store.change()) {
      long rows = sheet.read(change::put, done -> progress.at("reading " + sheet.name(), done));
      double all = Math.max(1, rows);
      Collisions alike =
          Collisions.of(store, change, prune, done -> progress.at("comparing plates", done / all));
      progress.at(apply ? "writing" : "counting", 1);
      ListChange.Counts counts = apply ? change.apply(prune) : change.counts(prune);
      return new ImportOutcome(apply, rows, counts, alike);
    }
  }

  /**
   * Puts entries in the place of all that there are of a plate.
   *
   * @throws IllegalArgumentException saying which of them cannot be
   */
  public ListChange.Counts replace(String plate, List<ListEntry> entries) {
    try (ListChange change = store.change()) {
      change.clear(plate);
      for (ListEntry entry : entries) {
        check(entry);
        if (!change.put(entry)) {
          throw new IllegalArgumentException(
              "there are two entries of kind %s from the same time on"
                  .formatted(ImportOutcome.word(entry.kind())));
        }
      }
      return change.apply(false);
    }
  }

  private void check(ListEntry entry) {
    for (String lane : entry.lanes()) {
      if (!lanes.contains(lane)) {
        throw new IllegalArgumentException(
            "lanes: expected names of the site's lanes, or ids of its cameras, but saw '%s'"
                .formatted(lane));
      }
    }
    WeekSchedule.parse(entry.schedule(), zone);
    // No sheet takes it, so that export would write one that import refuses.
    if (entry.owner() != null && entry.owner().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "owner: expected no line break and no other control character");
    }
  }

  /** Tells of all entries as rows of a sheet that {@link #take} would take, its head first. */
  public void export(Consumer<List<String>> row) {
    row.accept(VehicleColumn.keys());
    store.read(kept -> row.accept(cells(kept.entry())));
  }

  private static List<String> cells(ListEntry entry) {
    List<String> cells = new ArrayList<>();
    cells.add(entry.plate());
    cells.add(ImportOutcome.word(entry.kind()));
    cells.add(entry.from() == null ? "" : entry.from().toString());
    cells.add(entry.until() == null ? "" : entry.until().toString());
    cells.add(entry.laneText());
    cells.add(entry.scheduleText());
    cells.add(entry.owner() == null ? "" : OwnerCell.written(entry.owner()));
    cells.add(entry.passes() == 0 ? "" : Integer.toString(entry.passes()));
    return cells;
  }
}
