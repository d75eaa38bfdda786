package org.gatehouse.bench.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.storage.postgres.PgStores;

/**
 * Fills a server's event log with passages: both tables are copied in without their indices, which
 * are made again at the end.
 */
final class ReadsServer {
  private static final int BATCH = 50_000;
  private static final String NULL = "\\N";
  private static final String TYPE = EventDetail.PASSAGE_FINALIZED;

  private final PostgresServer server;
  private final Path files;
  private final Plates plates;

  /**
   * Nothing is done yet.
   *
   * @param files folder for what the store keeps beside the server
   */
  ReadsServer(PostgresServer server, Path files, long seed) {
    this.server = server;
    this.files = files;
    plates = new Plates(seed);
  }

  /** Makes as many reads as are missing; returns how many were ever made there. */
  long fill(long reads, Instant end) throws SQLException, IOException {
    Passages.storeFirst(server.place(files), end);
    try (Connection connection = DriverManager.getConnection(server.address());
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + PostgresServer.SCHEMA);
      long there = number(statement, "SELECT max(sequence) FROM reads");
      if (there < reads) {
        List<String> indices = dropIndices(statement);
        copy(statement, there, new Passages(plates, reads, end), reads);
        for (String index : indices) {
          statement.execute(index);
        }
        finish(statement, reads);
      }
      return number(statement, "SELECT max(sequence) FROM reads");
    }
  }

  /** All but those of keys; returns how they are made. */
  private static List<String> dropIndices(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> made = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
                + " AND tablename IN ('events', 'reads') AND indexname NOT IN"
                + " (SELECT conname FROM pg_constraint)")) {
      while (row.next()) {
        names.add(row.getString(1));
        made.add(row.getString(2));
      }
    }
    for (String name : names) {
      statement.execute("DROP INDEX " + name);
    }
    return made;
  }

  private void copy(Statement statement, long there, Passages passages, long reads)
      throws SQLException, IOException {
    String json = text(statement, "SELECT data FROM events WHERE sequence = 1");
    for (long from = there + 1; from <= reads; from += BATCH) {
      StringBuilder events = new StringBuilder();
      StringBuilder read = new StringBuilder();
      for (long n = from; n < from + BATCH && n <= reads; n++) {
        Passages.Row row = passages.row(n);
        line(events, n, row.id(), "bench", row.camera(), row.micros(), TYPE, row.json(json));
        line(read, n, row.id(), row.passage(), row.camera(), row.micros(), row.plate(), texts(row));
      }
      copy(statement, "events", events);
      copy(statement, "reads", read);
    }
  }

  /** The folded text, no correction, and what finds it. */
  private static String texts(Passages.Row row) {
    String folded = LookAlikes.fold(row.plate());
    String grams =
        Arrays.stream(PgStores.grams(row.number(), List.of(folded)))
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",", "{", "}"));
    return String.join("\t", folded, NULL, NULL, NULL, NULL, grams);
  }

  /** Through a file that the server reads. */
  private void copy(Statement statement, String table, CharSequence lines)
      throws SQLException, IOException {
    Path file = Files.writeString(server.folder().resolve(table + ".copy"), lines);
    statement.execute("COPY " + table + " FROM '" + file + "'");
    Files.delete(file);
  }

  private static void line(StringBuilder lines, Object... columns) {
    for (int i = 0; i < columns.length; i++) {
      lines.append(i == 0 ? "" : "\t").append(columns[i]);
    }
    lines.append('\n');
  }

  private static void finish(Statement statement, long reads) throws SQLException {
    statement.execute("DELETE FROM read_hours");
    statement.execute(
        "INSERT INTO read_hours SELECT time_us / "
            + Passages.HOUR
            + ", min(sequence), max(sequence) FROM reads GROUP BY 1");
    text(statement, "SELECT setval(pg_get_serial_sequence('events', 'sequence'), " + reads + ")");
    // As the server does by itself, sooner or later.
    statement.execute("VACUUM ANALYZE");
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
