package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.sql.SqlAccountStore;
import org.gatehouse.storage.sql.SqlAuditStore;
import org.gatehouse.storage.sql.SqlEventLog;

/**
 * The stores in one PostgreSQL server. Each of them has connections of its own. Thread-safe.
 *
 * <p>What opens something throws {@link org.gatehouse.contract.config.ConfigException} if the
 * server cannot serve: not there, no such user or database, tables of another version.
 */
public final class PgStores {
  private final PgServer server;

  /** Nothing is opened yet. */
  public PgStores(DatabaseServer settings) {
    server = new PgServer(settings);
  }

  /** As messages call it. */
  @Override
  public String toString() {
    return server.toString();
  }

  /**
   * Opens the event log, which one engine has at a time.
   *
   * @param lock closed after the log is
   */
  public SqlEventLog events(AutoCloseable lock) {
    return PgEventLog.open(server, lock);
  }

  /** Opens the lists of vehicles. */
  public VehicleListStore lists() {
    PgSchema.prepare(server);
    return new PgVehicleLists(server);
  }

  /** Opens the audit log. */
  public AuditStore audit() {
    PgSchema.prepare(server);
    return new SqlAuditStore(new PgSmallStore(server, "audit"));
  }

  /** Opens the store of users and tokens. */
  public AccountStore accounts() {
    PgSchema.prepare(server);
    return new SqlAccountStore(new PgSmallStore(server, "accounts"));
  }

  /** The version of the tables. */
  public StoreVersion version() {
    return PgSchema.version(server);
  }

  /**
   * A connection that changes things as no engine can meanwhile; the tables are made if there are
   * none.
   */
  public Connection exclusive() {
    PgSchema.prepare(server);
    try {
      return PgEventLog.exclusive(server.connectPatiently());
    } catch (SQLException e) {
      throw PgErrors.refuse(server, e);
    }
  }

  /** What pieces of a read's folded texts are found by. */
  public static long[] grams(long sequence, List<String> texts) {
    return Grams.ofRead(sequence, texts);
  }

  /** What a failure of such a connection means. */
  public StorageException explain(SQLException e) {
    return PgErrors.explain(server, e);
  }

  /** Whether a server takes some value neither now nor later. */
  public static boolean unstorable(SQLException e) {
    return PgErrors.unstorable(e);
  }

  /** Brings the tables to this version. */
  public void upgrade() {
    PgSchema.upgrade(server);
  }
}
