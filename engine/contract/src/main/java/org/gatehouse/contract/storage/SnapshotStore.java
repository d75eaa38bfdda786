package org.gatehouse.contract.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
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

  /** Deletes one; false if it is not there. */
  boolean delete(UUID event, String name) throws IOException;

  /**
   * Deletes pictures of events that are older, by the time in their ids; those of whom no event
   * tells too.
   *
   * @param keep events whose pictures stay
   * @param most pictures to delete with one call
   * @return how many were deleted; less than {@code most} if none is left
   */
  int deleteBefore(Instant time, Set<UUID> keep, int most) throws IOException;
}
