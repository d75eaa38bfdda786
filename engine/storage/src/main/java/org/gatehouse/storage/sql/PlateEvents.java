package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.contract.storage.StoredEvent;

/**
 * Finds what a plate has to do with: the events that name it, and all of the passages at which it
 * was the last word, or of which somebody said so. Each step goes by an index. Stateless.
 */
public final class PlateEvents {
  /** Said as the indices say it: they hold no other events. */
  private static final String OF_PASSAGES = "e.type LIKE 'org.gatehouse.passage.%'";

  /** A read is of an event that names its text. */
  public static final String READ =
      "SELECT e.sequence, r.passage FROM events e LEFT JOIN reads r ON r.event = e.id WHERE "
          + OF_PASSAGES
          + " AND e.data -> 'plate' ->> 'text' = ?";

  /** By a person's word. */
  public static final String SAID =
      "SELECT r.sequence, r.passage FROM reads r WHERE r.corrected = ?";

  /** All of one passage. */
  public static final String PASSED =
      "SELECT e.sequence FROM events e WHERE " + OF_PASSAGES + " AND e.data ->> 'passageId' = ?";

  private PlateEvents() {}

  /** Oldest first. */
  static List<StoredEvent> of(LogConnection connection, String text, int limit)
      throws SQLException {
    NavigableSet<Long> sequences = new TreeSet<>();
    Set<String> passages = new TreeSet<>();
    for (String sql : List.of(READ, SAID)) {
      PreparedStatement select = connection.prepare(sql);
      select.setString(1, text);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sequences.add(rows.getLong(1));
          String passage = rows.getString(2);
          if (passage != null && !passage.isEmpty()) {
            passages.add(passage);
          }
        }
      }
    }
    for (String passage : passages) {
      addPassage(connection, passage, sequences);
    }
    List<StoredEvent> events = new ArrayList<>();
    for (long sequence : sequences.stream().limit(limit).toList()) {
      events.addAll(EventRows.page(connection, "e.sequence = ?", sequence, 1));
    }
    return events;
  }

  private static void addPassage(LogConnection connection, String passage, Set<Long> sequences)
      throws SQLException {
    PreparedStatement select = connection.prepare(PASSED);
    select.setString(1, passage);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        sequences.add(rows.getLong(1));
      }
    }
  }
}
