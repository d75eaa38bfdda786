package org.gatehouse.storage.sqlite;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.storage.sql.Dialect;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.ReadRows;

/** As SQLite says it: ids are blobs, and an FTS5 table finds parts of plates. Stateless. */
enum SqliteDialect implements Dialect {
  INSTANCE;

  /** Pages of the index; each is about a millisecond's work where millions of reads are. */
  private static final int FEWEST_PAGES = 8;

  private static final int CHANGES_PER_PAGE = 32;

  /** Both texts with their ends. A space is on no plate: nothing is found across the two. */
  private static final String WORDS =
      "folded || '$' || coalesce(' ' || corrected_folded || '$', '')";

  private static final String OF_ONE = "sequence, " + WORDS + " FROM reads WHERE sequence = ?";

  private static final String TAKE_IN = "INSERT INTO reads_index (rowid, words) SELECT " + OF_ONE;
  private static final String LEAVE_OUT =
      "INSERT INTO reads_index (reads_index, rowid, words) SELECT 'delete', " + OF_ONE;

  @Override
  public Object id(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public UUID id(ResultSet row, int column) throws SQLException {
    ByteBuffer buffer = ByteBuffer.wrap(row.getBytes(column));
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public String texts() {
    return "SELECT value FROM json_each(?)";
  }

  @Override
  public String byCamera() {
    return " INDEXED BY deliveries_by_camera";
  }

  /** A bare column beside min() is of the row that has the minimum. */
  @Override
  public String earliestId() {
    return "id";
  }

  @Override
  public void insertRead(LogConnection connection, StoredRead read) throws SQLException {
    PreparedStatement insert =
        connection.prepare(
            "INSERT INTO reads (sequence, event, passage, camera, time_us, text, folded, corrected,"
                + " corrected_folded, corrected_by, corrected_us)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    ReadRows.bind(insert, this, read);
    insert.executeUpdate();
    index(connection, TAKE_IN, read.sequence());
    connection.readChanged();
    ReadHours.note(connection, read);
  }

  /** The index is told what it is to forget, so it goes first. */
  @Override
  public void deleteRead(LogConnection connection, long sequence) throws SQLException {
    index(connection, LEAVE_OUT, sequence);
    PreparedStatement delete = connection.prepare("DELETE FROM reads WHERE sequence = ?");
    delete.setLong(1, sequence);
    if (delete.executeUpdate() > 0) {
      connection.readChanged();
    }
  }

  private static void index(LogConnection connection, String sql, long sequence)
      throws SQLException {
    PreparedStatement index = connection.prepare(sql);
    index.setLong(1, sequence);
    index.executeUpdate();
  }

  /**
   * Merges a few pages of the index, which would do hundreds at once by itself: that stops the
   * writer for half a second.
   */
  @Override
  public void tidy(LogConnection connection, int changes) throws SQLException {
    PreparedStatement merge =
        connection.prepare("INSERT INTO reads_index (reads_index, rank) VALUES ('merge', ?)");
    merge.setInt(1, Math.max(FEWEST_PAGES, changes / CHANGES_PER_PAGE));
    merge.executeUpdate();
  }

  @Override
  public List<StoredRead> search(LogConnection connection, PlateQuery query) throws SQLException {
    return ReadSearch.of(connection, query);
  }
}
