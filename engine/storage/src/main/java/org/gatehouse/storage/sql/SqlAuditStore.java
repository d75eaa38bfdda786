package org.gatehouse.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.contract.audit.AuditChain;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.jspecify.annotations.Nullable;

/** Audit rows in a table, whose triggers refuse what must not happen. Thread-safe. */
public final class SqlAuditStore implements AuditStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

  private final SmallStore database;

  /** In tables that are there; closes them with itself. */
  public SqlAuditStore(SmallStore database) {
    this.database = database;
  }

  @Override
  public List<AuditRow> append(List<AuditEntry> entries) {
    return database.change(connection -> append(connection, entries));
  }

  private static List<AuditRow> append(Connection connection, List<AuditEntry> entries)
      throws SQLException {
    List<AuditRow> rows = new ArrayList<>();
    AuditPoint last = end(connection);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (AuditEntry entry : entries) {
        AuditRow row = AuditChain.next(last, entry);
        insert.setLong(1, row.sequence());
        insert.setLong(2, Micros.of(entry.time()));
        insert.setString(3, entry.who());
        insert.setString(4, entry.action());
        insert.setString(5, entry.purpose());
        insert.setString(6, json(entry.details()));
        insert.setString(7, row.hash());
        insert.executeUpdate();
        rows.add(row);
        last = row.point();
      }
    }
    return rows;
  }

  private static String json(SortedMap<String, String> details) {
    try {
      return JSON.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts always serialises", e);
    }
  }

  @Override
  public AuditPoint begin() {
    return database.read(SqlAuditStore::begin);
  }

  private static AuditPoint begin(Connection connection) throws SQLException {
    return point(connection, "SELECT sequence, hash FROM chain_begin", AuditPoint.START);
  }

  @Override
  public AuditPoint end() {
    return database.read(SqlAuditStore::end);
  }

  private static AuditPoint end(Connection connection) throws SQLException {
    return point(
        connection,
        "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
        begin(connection));
  }

  private static AuditPoint point(Connection connection, String sql, AuditPoint otherwise)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? new AuditPoint(row.getLong(1), row.getString(2)) : otherwise;
    }
  }

  @Override
  public List<AuditRow> after(long sequence, int limit) {
    return page(
        "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?", sequence, limit);
  }

  @Override
  public List<AuditRow> before(long sequence, int limit) {
    return page(
        "SELECT * FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?", sequence, limit);
  }

  private List<AuditRow> page(String sql, long sequence, int limit) {
    return database.read(
        connection -> {
          List<AuditRow> rows = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, sequence);
            select.setInt(2, limit);
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                rows.add(row(found));
              }
            }
          }
          return rows;
        });
  }

  private static AuditRow row(ResultSet found) throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            Micros.toInstant(found.getLong("time_us")),
            found.getString("who"),
            found.getString("action"),
            found.getString("purpose"),
            details(found.getString("details")));
    return new AuditRow(found.getLong("sequence"), entry, found.getString("hash"));
  }

  /** What somebody put in by hand may be anything; the chain tells that it is not ours. */
  private static SortedMap<String, String> details(String json) {
    try {
      return JSON.readValue(json, DETAILS);
    } catch (JsonProcessingException e) {
      return new TreeMap<>(Map.of("unreadable", json));
    }
  }

  @Override
  public @Nullable AuditPoint lastBefore(Instant time, int most) {
    return database.read(connection -> lastBefore(connection, Micros.of(time), most));
  }

  /** A clock that was set back must not tear a hole: the first row that stays is the end of it. */
  private static @Nullable AuditPoint lastBefore(Connection connection, long micros, int most)
      throws SQLException {
    AuditPoint last = null;
    try (PreparedStatement oldest =
        connection.prepareStatement(
            "SELECT sequence, hash, time_us FROM audit ORDER BY sequence LIMIT ?")) {
      oldest.setInt(1, most);
      try (ResultSet row = oldest.executeQuery()) {
        while (row.next() && row.getLong(3) < micros) {
          last = new AuditPoint(row.getLong(1), row.getString(2));
        }
      }
    }
    return last;
  }

  @Override
  public void cut(AuditPoint point) {
    database.change(
        connection -> {
          try (PreparedStatement move =
                  connection.prepareStatement("UPDATE chain_begin SET sequence = ?, hash = ?");
              PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM audit WHERE sequence <= ?")) {
            move.setLong(1, point.sequence());
            move.setString(2, point.hash());
            move.executeUpdate();
            delete.setLong(1, point.sequence());
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
