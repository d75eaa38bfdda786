package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.gatehouse.storage.EventSamples;
import org.gatehouse.storage.sql.EventRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void round_besideAWriter_bringsWhatIsCommittedIntoTheFile() throws Exception {
    Path file = folder.resolve("events.db");
    try (Connection writer = Pragmas.eventWriter(file);
        Connection connection = Pragmas.checkpointer(file);
        Statement checkpoint = connection.createStatement()) {
      Schema.prepare(writer, file, 0);
      writer.setAutoCommit(false);
      EventRows.insert(EventLogs.connection(writer), EventSamples.event("gate-in", 1));
      writer.commit();
      EventRows.insert(EventLogs.connection(writer), EventSamples.event("gate-in", 2));

      Checkpoints.round(checkpoint);

      // Without the log beside it there is what was committed, and no more.
      assertThat(events(Files.copy(file, folder.resolve("alone.db")))).isEqualTo(1);
      writer.commit();
    }
  }

  private static long events(Path file) throws Exception {
    try (Connection connection = Pragmas.writer(file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM events")) {
      return row.getLong(1);
    }
  }
}
