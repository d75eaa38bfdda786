package org.gatehouse.bench.api;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.storage.DataPlace;

/** Fills a data folder's event log with passages, in bulk. */
final class ReadsFile {
  private static final int BATCH = 50_000;

  private final Path data;
  private final Plates plates;

  ReadsFile(Path data, long seed) {
    this.data = data;
    plates = new Plates(seed);
  }

  /** Makes as many reads as are missing; returns how many were ever made there. */
  long fill(long reads, Instant end) throws SQLException {
    Passages.storeFirst(DataPlace.of(data), end);
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"))) {
      quick(connection);
      long there = number(connection, "SELECT max(sequence) FROM reads");
      if (there < reads) {
        insert(connection, there, reads, new Passages(plates, reads, end));
      }
      return number(connection, "SELECT max(sequence) FROM reads");
    }
  }

  /** It is filled once and thrown away: a crash may spoil it. */
  private static void quick(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -500000");
      statement.execute("PRAGMA wal_autocheckpoint = 20000");
    }
  }

  private static void insert(Connection connection, long there, long reads, Passages passages)
      throws SQLException {
    String json = text(connection, "SELECT data FROM events WHERE sequence = 1");
    connection.setAutoCommit(false);
    try (PreparedStatement event =
            connection.prepareStatement("INSERT INTO events VALUES (?, ?, 'bench', ?, ?, ?, ?)");
        PreparedStatement read =
            connection.prepareStatement(
                "INSERT INTO reads (sequence, event, passage, camera, time_us, text, folded)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (long n = there + 1; n <= reads; n++) {
        insert(event, read, json, passages.row(n));
        if (n % BATCH == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
    index(connection, there);
  }

  private static void insert(
      PreparedStatement event, PreparedStatement read, String json, Passages.Row row)
      throws SQLException {
    byte[] id = bytes(row.id());
    event.setLong(1, row.number());
    event.setBytes(2, id);
    event.setString(3, row.camera());
    event.setLong(4, row.micros());
    event.setString(5, EventDetail.PASSAGE_FINALIZED);
    event.setString(6, row.json(json));
    event.executeUpdate();
    read.setLong(1, row.number());
    read.setBytes(2, id);
    read.setString(3, row.passage());
    read.setString(4, row.camera());
    read.setLong(5, row.micros());
    read.setString(6, row.plate());
    read.setString(7, LookAlikes.fold(row.plate()));
    read.executeUpdate();
  }

  private static void index(Connection connection, long there) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reads_index (rowid, words) SELECT sequence, folded || '$' FROM reads"
              + " WHERE sequence > "
              + there);
      statement.execute("DELETE FROM read_hours");
      statement.execute(
          "INSERT INTO read_hours SELECT time_us / "
              + Passages.HOUR
              + ", min(sequence), max(sequence) FROM reads GROUP BY 1");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
