package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.storage.sql.ListRows;
import org.gatehouse.storage.sql.ListSteps;

/**
 * Entries gathered in a temporary table of one connection, sent in batches: a question for each
 * would take a minute for a million. Used by one thread.
 */
final class PgListChange implements ListChange {
  private static final int BATCH = 1000;

  private final PgServer server;
  private final Connection connection;
  private final PreparedStatement insert;

  /** Of the keys that were put; two may share a number, which the table then tells apart. */
  private final Set<Long> keys = new HashSet<>();

  private int waiting;

  private PgListChange(PgServer server, Connection connection, PreparedStatement insert) {
    this.server = server;
    this.connection = connection;
    this.insert = insert;
  }

  static PgListChange begin(PgServer server) {
    try {
      Connection connection = server.connectPatiently();
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("CREATE TEMP TABLE fresh (LIKE entry INCLUDING INDEXES)");
        statement.execute("CREATE TEMP TABLE gone (plate text COLLATE \"C\" PRIMARY KEY)");
        connection.commit();
        return new PgListChange(
            server,
            connection,
            connection.prepareStatement(
                "INSERT INTO fresh (" + ListRows.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  @Override
  public boolean put(ListEntry entry) {
    try {
      if (!keys.add(number(entry)) && isPut(entry)) {
        return false;
      }
      ListRows.bind(insert, entry);
      insert.addBatch();
      waiting++;
      if (waiting == BATCH) {
        flush();
      }
      return true;
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  /** 31 bits of the plate, and the rest in others. */
  private static long number(ListEntry entry) {
    long rest = entry.kind().code() * 31L + (entry.from() == null ? 0 : entry.from().hashCode());
    return (long) entry.plate().hashCode() << 32 ^ rest;
  }

  private boolean isPut(ListEntry entry) throws SQLException {
    flush();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM fresh WHERE plate = ? AND kind = ? AND since = ?")) {
      ListRows.bindKey(select, entry);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private void flush() throws SQLException {
    waiting = 0;
    insert.executeBatch();
    connection.commit();
  }

  @Override
  public void clear(String plate) {
    try {
      ListSteps.clear(connection, plate);
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  @Override
  public Counts counts(boolean whole) {
    try {
      ready();
      return ListSteps.counts(connection, whole);
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  @Override
  public void fresh(Consumer<ListEntry> each) {
    try {
      ready();
      ListSteps.fresh(connection, each);
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  @Override
  public Counts apply(boolean whole) {
    try {
      ready();
      PgSmallStore.lock(connection, PgVehicleLists.NAME);
      Counts counts = ListSteps.apply(connection, whole);
      connection.commit();
      return counts;
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  /** Without figures about the new table the server joins a million rows one by one. */
  private void ready() throws SQLException {
    flush();
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE fresh, gone");
    }
    connection.commit();
  }

  /** What was not committed is undone by that. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }
}
