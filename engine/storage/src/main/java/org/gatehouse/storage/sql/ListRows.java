package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.jspecify.annotations.Nullable;

/** How entries of lists stand in their table. Pure. */
public final class ListRows {
  /** The columns of an entry, in the order in which they are bound and read. */
  public static final String COLUMNS = "plate, kind, since, until, lanes, schedule, owner, passes";

  private ListRows() {}

  /** All of them: 1 to 8. */
  public static void bind(PreparedStatement to, ListEntry entry) throws SQLException {
    bindKey(to, entry);
    to.setLong(4, second(entry.until(), Long.MAX_VALUE));
    to.setString(5, entry.laneText());
    to.setString(6, entry.scheduleText());
    to.setString(7, entry.owner());
    to.setInt(8, entry.passes());
  }

  /** Plate, kind and beginning. */
  public static void bindKey(PreparedStatement to, ListEntry entry) throws SQLException {
    to.setString(1, entry.plate());
    to.setInt(2, entry.kind().code());
    to.setLong(3, second(entry.from(), Long.MIN_VALUE));
  }

  /** The entry of a row that begins with {@link #COLUMNS}. */
  public static ListEntry entry(ResultSet row) throws SQLException {
    return new ListEntry(
        row.getString(1),
        ListKind.of(row.getInt(2)),
        instant(row.getLong(3), Long.MIN_VALUE),
        instant(row.getLong(4), Long.MAX_VALUE),
        Set.copyOf(parts(row.getString(5), " ")),
        parts(row.getString(6), "; "),
        row.getString(7),
        row.getInt(8));
  }

  private static List<String> parts(String text, String between) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(Pattern.quote(between), -1));
  }

  private static long second(@Nullable Instant time, long none) {
    return time == null ? none : time.getEpochSecond();
  }

  private static @Nullable Instant instant(long second, long none) {
    return second == none ? null : Instant.ofEpochSecond(second);
  }
}
