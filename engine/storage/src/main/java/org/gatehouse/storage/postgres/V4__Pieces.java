package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * From version 3 to 4: the end of a plate is a piece, too. What finds a read is a number that only
 * this program makes, so this step is no SQL. Flyway finds it by its name. Used once.
 */
public final class V4__Pieces extends BaseJavaMigration {
  private static final int BATCH = 5000;

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX reads_by_gram");
      rewrite(connection);
      // Nothing waits in a list to be sorted in later: whoever adds the last one to it would stop
      // the writer for that long.
      statement.execute(
          "CREATE INDEX reads_by_gram ON reads USING gin (grams) WITH (fastupdate = off)");
    }
  }

  private static void rewrite(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT sequence, folded, corrected_folded FROM reads");
        PreparedStatement update =
            connection.prepareStatement("UPDATE reads SET grams = ? WHERE sequence = ?")) {
      // With a transaction open the driver fetches rows as they are wanted.
      select.setFetchSize(BATCH);
      int rows = 0;
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long sequence = row.getLong(1);
          Stream<String> texts = Stream.ofNullable(row.getString(3));
          update.setObject(
              1,
              Grams.ofRead(sequence, Stream.concat(Stream.of(row.getString(2)), texts).toList()));
          update.setLong(2, sequence);
          update.addBatch();
          rows++;
          if (rows % BATCH == 0) {
            update.executeBatch();
          }
        }
      }
      update.executeBatch();
    }
  }
}
