package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.storage.AccountStoreContract;
import org.junit.jupiter.api.Test;

class SqliteAccountStoreTest extends AccountStoreContract {
  @Override
  protected AccountStore open() {
    return SqliteAccountStore.open(folder.resolve("accounts.db"));
  }

  @Test
  void open_newFile_isForItsOwnerOnly() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder.resolve("accounts.db"))).hasSize(2);
  }
}
