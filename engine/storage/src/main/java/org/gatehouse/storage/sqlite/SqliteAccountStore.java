package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.storage.sql.SqlAccountStore;

/** The store of users in one SQLite file for its owner only. Stateless. */
public final class SqliteAccountStore {
  static final int VERSION = 1;

  private SqliteAccountStore() {}

  /**
   * Opens or creates the file.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  public static AccountStore open(Path file) {
    return new SqlAccountStore(SmallDatabase.open("store of users", file, "accounts.sql", VERSION));
  }
}
