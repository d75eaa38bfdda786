package org.gatehouse.contract.storage;

import java.io.IOException;
import java.util.UUID;
import org.gatehouse.contract.event.Snapshot;

/** Keeps the JPEGs of events. Thread-safe. */
public interface SnapshotStore {
  /** Stores a picture; when it returns, the file and its name are on disk. */
  Snapshot write(UUID event, String name, byte[] jpeg) throws IOException;

  /**
   * The JPEG.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted or never existed
   */
  byte[] read(UUID event, String name) throws IOException;
}
