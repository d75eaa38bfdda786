package org.gatehouse.contract.storage;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.time.Ticker;

/** Opens the stores of a site; found by ServiceLoader. */
public interface StorageProvider {
  /**
   * Opens or creates the stores.
   *
   * @param volumes folders for recordings, each on a disk of its own if it is to be of any use;
   *     none for one below the data folder. One that cannot serve now is opened all the same
   * @throws org.gatehouse.contract.config.ConfigException if the place cannot serve: not writable,
   *     not reachable, used by another engine, corrupt, full
   */
  Stores open(DataPlace place, List<Path> volumes, Ticker ticker);

  /** All below one folder. */
  default Stores open(Path dataDirectory, Ticker ticker) {
    return open(DataPlace.of(dataDirectory), List.of(), ticker);
  }

  /**
   * Opens the lists of vehicles, which engines and commands may use at once.
   *
   * @throws StorageException if they cannot be used
   * @throws org.gatehouse.contract.config.ConfigException if they are of a newer version
   */
  VehicleListStore lists(DataPlace place);

  /** Those in files below a folder. */
  default VehicleListStore lists(Path dataDirectory) {
    return lists(DataPlace.of(dataDirectory));
  }

  /**
   * Opens or creates the audit log, also beside a running engine.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  AuditStore audit(DataPlace place);

  /** Those in files below a folder. */
  default AuditStore audit(Path dataDirectory) {
    return audit(DataPlace.of(dataDirectory));
  }

  /**
   * Opens or creates the store of users and tokens, also beside a running engine.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  AccountStore accounts(DataPlace place);

  /** Those in files below a folder. */
  default AccountStore accounts(Path dataDirectory) {
    return accounts(DataPlace.of(dataDirectory));
  }

  /** Brings what is in files to the server of that place; nothing is done yet. */
  StoreMigration migration(DataPlace place);

  /**
   * Opens or creates what gates keep in a data folder.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  GateStore gates(Path dataDirectory);

  /**
   * Opens or creates the store of alarms of a data folder; for the one engine that uses the folder.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  AlarmStore alarms(Path dataDirectory);

  /** The folder as commands see it; nothing is opened or created. */
  DataFolder folder(DataPlace place);

  /**
   * The stores; closing the log closes all of them.
   *
   * @param volumes one store of segments for each volume, at least one, in the order given
   */
  record Stores(
      EventLog events,
      PlateReads reads,
      SnapshotStore snapshots,
      List<SegmentStore> volumes,
      LoginRecords logins,
      RetentionRecords retention) {
    /** Copies the list. */
    public Stores {
      volumes = List.copyOf(volumes);
    }
  }
}
