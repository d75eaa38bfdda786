package org.gatehouse.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.Installed;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Passwords;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.audit.HeadKeeper;
import org.gatehouse.server.sitekey.SiteKey;

/** Users, lists and audit log of a data folder, for commands. Stateless. */
public final class DataStores {
  private DataStores() {}

  private static StorageProvider storage() {
    return Installed.one(StorageProvider.class);
  }

  /** Its users and tokens. */
  public static Accounts accounts(DataPlace place) {
    return new Accounts(storage().accounts(place), new Passwords(), Ticker.system());
  }

  /** Its lists, beside an engine that may be running on them. */
  public static VehicleListStore lists(DataPlace place) {
    return storage().lists(place);
  }

  /** Its audit log, to be added to, also beside an engine. */
  public static AuditLog audit(DataPlace place) {
    Path data = place.folder();
    return new AuditLog(
        storage().audit(place), HeadKeeper.in(data, SiteKey.in(data)), Ticker.system());
  }

  /**
   * The audit log of a folder that has one.
   *
   * @throws ConfigException if it has none
   */
  public static AuditStore auditThatIsThere(DataPlace place) {
    Path data = place.folder();
    if (!Files.isDirectory(data)) {
      throw new ConfigException("there is no data folder " + data + ": nothing was noted yet");
    }
    return storage().audit(place);
  }

  /** As the audit log calls whoever runs a command. */
  public static String who() {
    return Caller.owner(
            Caller.Kind.LOCAL, "command line", System.getProperty("user.name", "unknown"))
        .who();
  }
}
