package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.storage.AuditStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteAuditStoreTest extends AuditStoreContract {
  @Override
  protected AuditStore open() {
    return SqliteAuditStore.open(file());
  }

  private Path file() {
    return folder.resolve("audit.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET who = 'bob'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE sequence = 2"
      })
  void sql_thatChangesRows_isRefusedByTheTables(String sql) throws Exception {
    try (AuditStore store = open();
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      store.append(List.of(entry(1), entry(2)));
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("audit rows are");
      assertThat(store.after(0, 9)).hasSize(2);
    }
  }

  @Test
  void open_newerOrDamagedFile_isRefusedInWords() throws Exception {
    open().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("newer Gatehouse (version 99");
    Path other = folder.resolve("other.db");
    Files.writeString(other, "not a database at all, but long enough to be looked at as one");
    assertThatThrownBy(() -> SqliteAuditStore.open(other))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit log");
  }

  @Test
  void open_newFile_isForItsOwnerOnly() throws Exception {
    open().close();
    assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
  }
}
