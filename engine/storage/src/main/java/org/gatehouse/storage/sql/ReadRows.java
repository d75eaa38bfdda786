package org.gatehouse.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.StoredRead.Correction;
import org.jspecify.annotations.Nullable;

/** Reads to rows and back. Stateless; runs inside the writer's transaction. */
public final class ReadRows {
  /** The columns that {@link #read} wants, of {@code reads r}. */
  public static final String COLUMNS =
      "r.sequence, r.event, r.passage, r.camera, r.time_us, r.text, r.corrected, r.corrected_by,"
          + " r.corrected_us";

  /** Said as the index says it: it holds no reads without a passage. */
  public static final String OF_PASSAGE = "r.passage = ? AND r.passage <> ''";

  private ReadRows() {}

  /**
   * Binds sequence, event, passage, camera, time, text and correction, both folded too: 1 to 11.
   */
  public static void bind(PreparedStatement insert, Dialect dialect, StoredRead read)
      throws SQLException {
    Correction correction = read.correction();
    insert.setLong(1, read.sequence());
    insert.setObject(2, dialect.id(read.event()));
    insert.setString(3, read.passageId());
    insert.setString(4, read.camera().value());
    insert.setLong(5, Micros.of(read.time()));
    insert.setString(6, read.text());
    insert.setString(7, LookAlikes.fold(read.text()));
    insert.setString(8, correction == null ? null : correction.text());
    insert.setString(9, correction == null ? null : LookAlikes.fold(correction.text()));
    insert.setString(10, correction == null ? null : correction.by());
    insert.setObject(11, correction == null ? null : Long.valueOf(Micros.of(correction.at())));
  }

  /**
   * Keeps what an event says of a plate, if it does: the last word on a passage replaces others.
   */
  static void note(LogConnection connection, long sequence, Event event) throws SQLException {
    switch (event.detail()) {
      case PassageDecided d -> note(connection, sequence, event, d.passageId(), d.plate().text());
      case PassageFinalized f -> note(connection, sequence, event, f.passageId(), f.plate().text());
      default -> {
        // without a plate
      }
    }
  }

  private static void note(
      LogConnection connection, long sequence, Event event, String passage, String text)
      throws SQLException {
    StoredRead old = passage.isEmpty() ? null : find(connection, OF_PASSAGE, passage);
    if (old != null) {
      connection.dialect().deleteRead(connection, old.sequence());
    }
    connection
        .dialect()
        .insertRead(
            connection,
            new StoredRead(
                sequence,
                event.id(),
                passage,
                event.camera(),
                event.time(),
                text,
                old == null ? null : old.correction()));
  }

  static @Nullable StoredRead correct(LogConnection connection, UUID event, Correction correction)
      throws SQLException {
    StoredRead old = find(connection, "r.event = ?", connection.dialect().id(event));
    if (old == null) {
      return null;
    }
    connection.dialect().deleteRead(connection, old.sequence());
    StoredRead corrected =
        new StoredRead(
            old.sequence(),
            old.event(),
            old.passageId(),
            old.camera(),
            old.time(),
            old.text(),
            correction);
    connection.dialect().insertRead(connection, corrected);
    return corrected;
  }

  private static @Nullable StoredRead find(LogConnection connection, String condition, Object value)
      throws SQLException {
    PreparedStatement select =
        connection.prepare("SELECT " + COLUMNS + " FROM reads r WHERE " + condition);
    select.setObject(1, value);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? read(connection, row) : null;
    }
  }

  /** The read of a row that begins with {@link #COLUMNS}. */
  public static StoredRead read(LogConnection connection, ResultSet row) throws SQLException {
    String corrected = row.getString(7);
    return new StoredRead(
        row.getLong(1),
        connection.dialect().id(row, 2),
        row.getString(3),
        new CameraId(row.getString(4)),
        Micros.toInstant(row.getLong(5)),
        row.getString(6),
        corrected == null
            ? null
            : new Correction(corrected, row.getString(8), Micros.toInstant(row.getLong(9))));
  }
}
