package org.gatehouse.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoreMigration;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.storage.filesystem.FolderLock;
import org.gatehouse.storage.filesystem.LoginFile;
import org.gatehouse.storage.filesystem.RetentionFiles;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.gatehouse.storage.filesystem.SnapshotFiles;
import org.gatehouse.storage.postgres.PgStores;
import org.gatehouse.storage.sql.SqlEventLog;
import org.gatehouse.storage.sqlite.SqliteAccountStore;
import org.gatehouse.storage.sqlite.SqliteAlarmStore;
import org.gatehouse.storage.sqlite.SqliteAuditStore;
import org.gatehouse.storage.sqlite.SqliteEventLog;
import org.gatehouse.storage.sqlite.SqliteGateStore;
import org.gatehouse.storage.sqlite.SqliteVehicleLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the stores of one data folder; found by ServiceLoader. */
public final class LocalStorageProvider implements StorageProvider {
  private static final Logger log = LoggerFactory.getLogger(LocalStorageProvider.class);

  /** Lies in a data folder that is being restored. */
  private static final String UNFINISHED = ".restoring";

  static final String EVENTS = "events.db";
  static final String LISTS = "lists.db";
  static final String AUDIT = "audit.db";
  static final String ACCOUNTS = "accounts.db";
  static final String GATES = "gates.db";
  static final String ALARMS = "alarms.db";

  @Override
  public Stores open(DataPlace place, List<Path> volumes, Ticker ticker) {
    Path folder = made(place);
    if (Files.exists(folder.resolve(UNFINISHED))) {
      throw new ConfigException(
          "data folder "
              + folder
              + " was not restored to its end: empty it and restore it again, or name another one"
              + " under 'data:'");
    }
    FolderLock lock = FolderLock.take(folder);
    List<Path> roots = volumes.isEmpty() ? List.of(folder.resolve("recordings")) : volumes;
    List<SegmentFiles> segments = roots.stream().map(SegmentFiles::new).toList();
    Mending mending = new Mending(segments, lock);
    try {
      SnapshotFiles snapshots = SnapshotFiles.open(folder.resolve("snapshots"));
      RetentionFiles retention = RetentionFiles.open(folder.resolve("retention"));
      SqlEventLog events =
          place.server() == null
              ? SqliteEventLog.open(folder.resolve(EVENTS), mending)
              : new PgStores(place.server()).events(mending);
      if (place.server() != null && Files.exists(folder.resolve(EVENTS))) {
        log.warn(
            "{} is not used: events are in {}. If they were migrated, delete it",
            folder.resolve(EVENTS),
            place.server());
      }
      Stores stores =
          new Stores(
              events, events, snapshots, List.copyOf(segments), LoginFile.open(folder), retention);
      mending.start();
      return stores;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public VehicleListStore lists(DataPlace place) {
    Path folder = made(place);
    return place.server() == null
        ? SqliteVehicleLists.open(folder.resolve(LISTS))
        : new PgStores(place.server()).lists();
  }

  @Override
  public AuditStore audit(DataPlace place) {
    Path folder = made(place);
    return place.server() == null
        ? SqliteAuditStore.open(folder.resolve(AUDIT))
        : new PgStores(place.server()).audit();
  }

  @Override
  public AccountStore accounts(DataPlace place) {
    Path folder = made(place);
    return place.server() == null
        ? SqliteAccountStore.open(folder.resolve(ACCOUNTS))
        : new PgStores(place.server()).accounts();
  }

  @Override
  public GateStore gates(Path dataDirectory) {
    return SqliteGateStore.open(made(DataPlace.of(dataDirectory)).resolve(GATES));
  }

  @Override
  public AlarmStore alarms(Path dataDirectory) {
    return SqliteAlarmStore.open(made(DataPlace.of(dataDirectory)).resolve(ALARMS));
  }

  @Override
  public StoreMigration migration(DataPlace place) {
    if (place.server() == null) {
      throw new ConfigException(
          "the site's configuration names no server to migrate to: add 'storage: postgres:' to it");
    }
    return new ToServer(place.folder().toAbsolutePath().normalize(), new PgStores(place.server()));
  }

  @Override
  public DataFolder folder(DataPlace place) {
    return new LocalDataFolder(place.folder().toAbsolutePath().normalize(), place.server());
  }

  private static Path made(DataPlace place) {
    Path folder = place.folder().toAbsolutePath().normalize();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigException(
          "data folder "
              + folder
              + " cannot be created ("
              + e
              + "): name another one under 'data:', or make its parent writable",
          e);
    }
  }
}
