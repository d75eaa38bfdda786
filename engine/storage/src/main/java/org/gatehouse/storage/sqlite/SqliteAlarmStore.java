package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.alarm.AlarmStore;

/** Alarms in one SQLite file for its owner only. Thread-safe. */
public final class SqliteAlarmStore implements AlarmStore {
  static final int VERSION = 1;

  private static final String CUT =
      """
      DELETE FROM alarms WHERE state = ? AND number <= (
        SELECT number FROM alarms WHERE state = ? ORDER BY number DESC LIMIT 1 OFFSET ?)
      """;

  private final SmallDatabase database;

  private SqliteAlarmStore(SmallDatabase database) {
    this.database = database;
  }

  /**
   * Opens or creates the file.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  public static SqliteAlarmStore open(Path file) {
    return new SqliteAlarmStore(SmallDatabase.open("store of alarms", file, "alarms.sql", VERSION));
  }

  @Override
  public List<AlarmRecord> load() {
    return database.read(
        connection -> {
          List<AlarmRecord> all = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT * FROM alarms ORDER BY number");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              AlarmRecord record = AlarmRows.record(row);
              if (record != null) {
                all.add(record);
              }
            }
          }
          return all;
        });
  }

  @Override
  public void save(Collection<AlarmRecord> records, int finished) {
    database.change(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(AlarmRows.INSERT)) {
            for (AlarmRecord record : records) {
              AlarmRows.fill(insert, record);
              insert.addBatch();
            }
            insert.executeBatch();
          }
          return cut(connection, finished);
        });
  }

  private static int cut(Connection connection, int finished) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(CUT)) {
      delete.setString(1, AlarmState.NORMAL.name());
      delete.setString(2, AlarmState.NORMAL.name());
      delete.setInt(3, finished);
      return delete.executeUpdate();
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
