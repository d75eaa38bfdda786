package org.gatehouse.contract.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.event.Snapshot;

/** Keeps the JPEGs of events. Thread-safe. */
public interface SnapshotStore {
  /**
   * Stores pictures of an event; when it returns, the files and their names are on disk. After an
   * error some may be: the call may be made again.
   *
   * @param jpegs by name, which give the order of what is returned
   */
  List<Snapshot> write(UUID event, Map<String, byte[]> jpegs) throws IOException;

  /** Stores one picture. */
  default Snapshot write(UUID event, String name, byte[] jpeg) throws IOException {
    return write(event, Map.of(name, jpeg)).getFirst();
  }

  /**
   * The JPEG.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted or never existed
   */
  byte[] read(UUID event, String name) throws IOException;

  /** Deletes one; false if it is not there. */
  boolean delete(UUID event, String name) throws IOException;

  /**
   * Deletes pictures of events that are older, by the time in their ids; those of whom no event
   * tells too.
   *
   * @param keep events whose pictures stay
   * @param most pictures to delete with one call
   * @return how many were deleted; less than {@code most} if none is left
   * @throws SnapshotsLeftException if all others are gone and some cannot be deleted
   */
  int deleteBefore(Instant time, Set<UUID> keep, int most) throws IOException;
}
