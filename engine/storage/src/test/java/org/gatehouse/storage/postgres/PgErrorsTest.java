package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.gatehouse.contract.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgErrorsTest {
  private static final String PLATE = "C4NARY1";

  @Test
  void explain_batchThatIsRefused_quotesNoRow_notInItsStackTraceEither() throws Exception {
    PgServer server = new PgServer(SharedPostgres.database());
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE seen (plate text UNIQUE, owner text NOT NULL)");
      StorageException told = PgErrors.explain(server, refused(connection));

      StringWriter trace = new StringWriter();
      told.printStackTrace(new PrintWriter(trace));
      assertThat(told).hasMessageContaining("duplicate key");
      assertThat(trace.toString()).doesNotContain(PLATE);
    }
  }

  private static SQLException refused(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO seen VALUES (?, 'ling')")) {
      for (int i = 0; i < 2; i++) {
        insert.setString(1, PLATE);
        insert.addBatch();
      }
      return catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
    }
  }

  @Test
  void explain_batchWithNothingBehindIt_quotesNoRow() {
    PgServer server = new PgServer(SharedPostgres.database());
    SQLException batch =
        new BatchUpdateException("Batch entry 0 ('" + PLATE + "')", "22P02", 0, new int[0]);
    assertThat(PgErrors.explain(server, batch)).hasMessageNotContaining(PLATE);
  }
}
