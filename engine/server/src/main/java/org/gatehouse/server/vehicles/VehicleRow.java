package org.gatehouse.server.vehicles;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.runtime.record.WeekSchedule;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entry of the cells of a row. Not thread-safe.
 *
 * @see VehicleSheet
 */
final class VehicleRow {
  private static final String BETWEEN = "[\\s,;]+";

  private final ZoneId zone;
  private final Set<String> lanes;

  /**
   * For a site.
   *
   * @param zone in which times without an offset are meant
   * @param lanes names that may stand under lanes
   */
  VehicleRow(ZoneId zone, Set<String> lanes) {
    this.zone = zone;
    this.lanes = lanes;
  }

  /**
   * Reads cells.
   *
   * @throws IllegalArgumentException naming the column, what was expected and what was seen
   */
  ListEntry entry(Map<VehicleColumn, String> cells) {
    return new ListEntry(
        plate(cells.get(VehicleColumn.PLATE)),
        kind(cells.get(VehicleColumn.KIND)),
        time(VehicleColumn.FROM, cells, false),
        time(VehicleColumn.UNTIL, cells, true),
        lanes(cells.getOrDefault(VehicleColumn.LANES, "")),
        schedule(cells.getOrDefault(VehicleColumn.SCHEDULE, "")),
        owner(cells.get(VehicleColumn.OWNER)),
        passes(cells.get(VehicleColumn.PASSES)));
  }

  private static String plate(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("column plate: there is none");
    }
    try {
      return PlateText.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column plate: " + e.getMessage(), e);
    }
  }

  private static @Nullable String owner(@Nullable String text) {
    return text == null ? null : OwnerCell.read(text);
  }

  private static ListKind kind(@Nullable String text) {
    return Arrays.stream(ListKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> wrong(VehicleColumn.KIND, "allow, deny or visitor", text == null ? "" : text));
  }

  private @Nullable Instant time(
      VehicleColumn column, Map<VehicleColumn, String> cells, boolean end) {
    String text = cells.get(column);
    if (text == null) {
      return null;
    }
    try {
      return switch (text.length()) {
        case 10 -> LocalDate.parse(text).plusDays(end ? 1 : 0).atStartOfDay(zone).toInstant();
        case 16 -> LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
        default -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeException e) {
      throw wrong(column, "2026-12-31, 2026-12-31 18:00 or 2026-12-31T18:00:00+08:00", text);
    }
  }

  private Set<String> lanes(String text) {
    Set<String> named = new TreeSet<>(parts(text, BETWEEN));
    for (String lane : named) {
      if (!lanes.contains(lane)) {
        throw wrong(VehicleColumn.LANES, "names of the site's lanes, or ids of its cameras", lane);
      }
    }
    return named;
  }

  private List<String> schedule(String text) {
    List<String> times = parts(text, "\\s*;\\s*");
    try {
      WeekSchedule.parse(times, zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column schedule: " + e.getMessage(), e);
    }
    return times;
  }

  private static List<String> parts(String text, String between) {
    return Stream.of(text.strip().split(between, -1)).filter(part -> !part.isEmpty()).toList();
  }

  private static int passes(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,3}")) {
      throw wrong(VehicleColumn.PASSES, "a number from 1 to " + ListEntry.MOST_PASSES, text);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException wrong(
      VehicleColumn column, String expected, String seen) {
    String shown = seen.length() <= 40 ? seen : seen.substring(0, 40) + "…";
    return new IllegalArgumentException(
        "column %s: expected %s, but saw '%s'".formatted(column.key(), expected, shown));
  }
}
