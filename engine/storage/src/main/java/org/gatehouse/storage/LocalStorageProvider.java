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
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.storage.filesystem.FolderLock;
import org.gatehouse.storage.filesystem.LoginFile;
import org.gatehouse.storage.filesystem.RetentionFiles;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.gatehouse.storage.filesystem.SnapshotFiles;
import org.gatehouse.storage.sqlite.SqliteAccountStore;
import org.gatehouse.storage.sqlite.SqliteAlarmStore;
import org.gatehouse.storage.sqlite.SqliteAuditStore;
import org.gatehouse.storage.sqlite.SqliteEventLog;
import org.gatehouse.storage.sqlite.SqliteGateStore;
import org.gatehouse.storage.sqlite.SqliteVehicleLists;

/** Opens the stores of one data folder; found by ServiceLoader. */
public final class LocalStorageProvider implements StorageProvider {
  /** Lies in a data folder that is being restored. */
  private static final String UNFINISHED = ".restoring";

  static final String AUDIT = "audit.db";
  static final String ACCOUNTS = "accounts.db";
  static final String LISTS = "lists.db";
  static final String GATES = "gates.db";
  static final String ALARMS = "alarms.db";

  @Override
  public Stores open(Path dataDirectory, List<Path> volumes, Ticker ticker) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
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
      SqliteEventLog events = SqliteEventLog.open(folder.resolve("events.db"), mending);
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
  public VehicleListStore lists(Path dataDirectory) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
    return SqliteVehicleLists.open(folder.resolve(LISTS));
  }

  @Override
  public AuditStore audit(Path dataDirectory) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
    return SqliteAuditStore.open(folder.resolve(AUDIT));
  }

  @Override
  public AccountStore accounts(Path dataDirectory) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
    return SqliteAccountStore.open(folder.resolve(ACCOUNTS));
  }

  @Override
  public GateStore gates(Path dataDirectory) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
    return SqliteGateStore.open(folder.resolve(GATES));
  }

  @Override
  public AlarmStore alarms(Path dataDirectory) {
    Path folder = dataDirectory.toAbsolutePath().normalize();
    create(folder);
    return SqliteAlarmStore.open(folder.resolve(ALARMS));
  }

  @Override
  public DataFolder folder(Path dataDirectory) {
    return new LocalDataFolder(dataDirectory.toAbsolutePath().normalize());
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
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
