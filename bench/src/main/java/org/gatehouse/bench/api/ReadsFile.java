package org.gatehouse.bench.api;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;

/**
 * Fills a data folder's event log with passages, as many as would come in {@link #SPAN}. The first
 * is stored by the engine's own code; the others are rows like its, written in bulk.
 */
final class ReadsFile {
  /** From the first passage to the last. */
  static final Duration SPAN = Duration.ofDays(30);

  static final int CAMERAS = 8;

  private static final int BATCH = 50_000;
  private static final String PASSAGE = "first-passage";
  private static final String PLATE = "京A00000";
  private static final long HOUR = ChronoUnit.HOURS.getDuration().toNanos() / 1000;

  private final Path data;
  private final Plates plates;

  ReadsFile(Path data, long seed) {
    this.data = data;
    plates = new Plates(seed);
  }

  /** The storage that is installed. */
  static StorageProvider storage() {
    return ServiceLoader.load(StorageProvider.class)
        .findFirst()
        .orElseThrow(() -> new BenchFailure("no store is on the class path"));
  }

  /** Makes as many reads as are missing; returns how many were ever made there. */
  long fill(long reads, Instant end, DoubleConsumer progress) throws SQLException {
    Stores stores = storage().open(data, Ticker.system());
    try {
      if (stores.events().after(0, 1).isEmpty()) {
        stores.events().append(first(end.minus(SPAN)));
      }
    } finally {
      stores.events().close();
    }
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"))) {
      quick(connection);
      long there = number(connection, "SELECT max(sequence) FROM reads");
      if (there < reads) {
        insert(connection, there, reads, end, progress);
      }
      return number(connection, "SELECT max(sequence) FROM reads");
    }
  }

  private static Event first(Instant at) {
    PlateRead plate =
        new PlateRead(
            PLATE, 0.97, "CN", "blue", List.of(), new BoundingBox(0.4, 0.6, 0.1, 0.04), 9);
    return new Event(
        id(at, 0),
        "bench",
        new CameraId("gate-0"),
        at.truncatedTo(ChronoUnit.MICROS),
        new EventDetail.PassageFinalized(PASSAGE, at, at, at, plate, Direction.APPROACHING),
        List.of());
  }

  /** It is filled once and thrown away: a crash may spoil it. */
  private static void quick(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -500000");
      statement.execute("PRAGMA wal_autocheckpoint = 20000");
    }
  }

  private void insert(
      Connection connection, long there, long reads, Instant end, DoubleConsumer progress)
      throws SQLException {
    String json = text(connection, "SELECT data FROM events WHERE sequence = 1");
    connection.setAutoCommit(false);
    try (PreparedStatement event =
            connection.prepareStatement("INSERT INTO events VALUES (?, ?, 'bench', ?, ?, ?, ?)");
        PreparedStatement read =
            connection.prepareStatement(
                "INSERT INTO reads (sequence, event, passage, camera, time_us, text, folded)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      long begin = micros(end.minus(SPAN));
      long step = Math.max(1, SPAN.toNanos() / 1000 / reads);
      for (long n = there + 1; n <= reads; n++) {
        row(event, read, json, n, begin + n * step);
        if (n % BATCH == 0) {
          connection.commit();
          progress.accept((double) n / reads * 0.7);
        }
      }
      connection.commit();
    }
    index(connection, there);
    progress.accept(1);
  }

  private void row(
      PreparedStatement event, PreparedStatement read, String json, long n, long micros)
      throws SQLException {
    byte[] id = bytes(id(Instant.ofEpochSecond(0, micros * 1000), n));
    String camera = "gate-" + n % CAMERAS;
    String plate = plates.of(n);
    String passage = "passage-" + n;
    event.setLong(1, n);
    event.setBytes(2, id);
    event.setString(3, camera);
    event.setLong(4, micros);
    event.setString(5, EventDetail.PASSAGE_FINALIZED);
    event.setString(6, json.replace(PASSAGE, passage).replace(PLATE, plate));
    event.executeUpdate();
    read.setLong(1, n);
    read.setBytes(2, id);
    read.setString(3, passage);
    read.setString(4, camera);
    read.setLong(5, micros);
    read.setString(6, plate);
    read.setString(7, LookAlikes.fold(plate));
    read.executeUpdate();
  }

  private static void index(Connection connection, long there) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reads_index (rowid, words) SELECT sequence, folded FROM reads"
              + " WHERE sequence > "
              + there);
      statement.execute("DELETE FROM read_hours");
      statement.execute(
          "INSERT INTO read_hours SELECT time_us / "
              + HOUR
              + ", min(sequence), max(sequence) FROM reads GROUP BY 1");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static UUID id(Instant at, long n) {
    return new UUID(
        at.toEpochMilli() << 16 | 0x7000 | (n & 0xFFF),
        new SplittableRandom(n).nextLong() >>> 2 | Long.MIN_VALUE);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
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
