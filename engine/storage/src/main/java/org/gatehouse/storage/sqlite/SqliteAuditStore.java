package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.storage.sql.SqlAuditStore;

/** The audit log in one SQLite file for its owner only. Stateless. */
public final class SqliteAuditStore {
  static final int VERSION = 1;

  private SqliteAuditStore() {}

  /**
   * Opens or creates the file.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  public static AuditStore open(Path file) {
    return new SqlAuditStore(SmallDatabase.open("audit log", file, "audit.sql", VERSION));
  }
}
