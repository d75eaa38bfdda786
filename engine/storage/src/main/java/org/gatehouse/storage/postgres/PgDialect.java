package org.gatehouse.storage.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.storage.sql.Dialect;
import org.gatehouse.storage.sql.LogConnection;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.ReadRows;

/** As PostgreSQL says it. Stateless. */
enum PgDialect implements Dialect {
  INSTANCE;

  @Override
  public Object id(UUID id) {
    return id;
  }

  @Override
  public UUID id(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  @Override
  public String texts() {
    return "SELECT jsonb_array_elements_text(?::jsonb)";
  }

  /** Its planner takes that index by itself. */
  @Override
  public String byCamera() {
    return "";
  }

  @Override
  public String earliestId() {
    return "(array_agg(id ORDER BY time_us))[1]";
  }

  @Override
  public void insertRead(LogConnection connection, StoredRead read) throws SQLException {
    PreparedStatement insert =
        connection.prepare(
            "INSERT INTO reads (sequence, event, passage, camera, time_us, text, folded, corrected,"
                + " corrected_folded, corrected_by, corrected_us, grams)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    ReadRows.bind(insert, this, read);
    List<String> texts = new ArrayList<>(List.of(LookAlikes.fold(read.text())));
    if (read.correction() != null) {
      texts.add(LookAlikes.fold(read.correction().text()));
    }
    insert.setObject(12, Grams.ofRead(read.sequence(), texts));
    insert.executeUpdate();
    ReadHours.note(connection, read);
  }

  @Override
  public void deleteRead(LogConnection connection, long sequence) throws SQLException {
    PreparedStatement delete = connection.prepare("DELETE FROM reads WHERE sequence = ?");
    delete.setLong(1, sequence);
    delete.executeUpdate();
  }

  /** The server's own vacuum does it. */
  @Override
  public void tidy(LogConnection connection, int changes) {}

  @Override
  public List<StoredRead> search(LogConnection connection, PlateQuery query) throws SQLException {
    return PgReadSearch.of(connection, query);
  }
}
