package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.Role;
import org.gatehouse.storage.AccountStoreContract;
import org.junit.jupiter.api.Test;

class SqliteAccountStoreTest extends AccountStoreContract {
  @Override
  protected AccountStore open() {
    return SqliteAccountStore.open(folder.resolve("accounts.db"));
  }

  /** As an earlier version kept what was given to it. */
  @Test
  void accounts_rolesThatCannotBeRead_areLeftOutAndTheOthersHold() throws Exception {
    try (AccountStore store = open()) {
      store.add(
          new Account("bob", "x", true, new TreeMap<>(), Set.of(), 0, Instant.ofEpochSecond(1)));
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.db"));
          PreparedStatement update =
              connection.prepareStatement("UPDATE accounts SET roles = ? WHERE name = 'bob'")) {
        update.setString(1, "a\n\tVIEWER\nx\ty\tADMIN\nsouth\tKING\nnorth gate\tGUARD");
        update.executeUpdate();
      }
      assertThat(store.accounts().getFirst().roles()).isEqualTo(Map.of("north gate", Role.GUARD));
    }
  }

  @Test
  void open_newFile_isForItsOwnerOnly() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder.resolve("accounts.db"))).hasSize(2);
  }
}
