package org.gatehouse.contract.storage;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.time.Ticker;

/** Opens the stores under a data folder; found by ServiceLoader. */
public interface StorageProvider {
  /**
   * Opens or creates the stores.
   *
   * @param volumes folders for recordings, each on a disk of its own if it is to be of any use;
   *     none for one below the data folder. One that cannot serve now is opened all the same
   * @throws org.gatehouse.contract.config.ConfigException if the data folder cannot serve: not
   *     writable, used by another engine, corrupt, full
   */
  Stores open(Path dataDirectory, List<Path> volumes, Ticker ticker);

  /** With recordings below the data folder. */
  default Stores open(Path dataDirectory, Ticker ticker) {
    return open(dataDirectory, List.of(), ticker);
  }

  /**
   * Opens the lists of vehicles in a data folder, which engines and commands may use at once.
   *
   * @throws StorageException if they cannot be used
   * @throws org.gatehouse.contract.config.ConfigException if they are of a newer version
   */
  VehicleListStore lists(Path dataDirectory);

  /**
   * Opens or creates the audit log of a data folder, also beside a running engine.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  AuditStore audit(Path dataDirectory);

  /**
   * Opens or creates the store of users and tokens of a data folder, also beside a running engine.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  AccountStore accounts(Path dataDirectory);

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
  DataFolder folder(Path dataDirectory);

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
