package org.gatehouse.contract.storage;

import java.nio.file.Path;
import org.gatehouse.contract.time.Ticker;

/** Opens the stores under a data folder; found by ServiceLoader. */
public interface StorageProvider {
  /**
   * Opens or creates the stores.
   *
   * @throws org.gatehouse.contract.config.ConfigException if the folder cannot serve: not writable,
   *     used by another engine, corrupt, full
   */
  Stores open(Path dataDirectory, Ticker ticker);

  /** The stores; closing the log closes all of them. */
  record Stores(
      EventLog events, SnapshotStore snapshots, SegmentStore segments, LoginRecords logins) {}
}
