package org.gatehouse.contract.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A data folder as commands see it: to be copied while an engine may be running on it, or brought
 * to this version while none is. Used by one thread.
 */
public interface DataFolder {
  /**
   * Versions of all stores that have one; those that are not there yet included.
   *
   * @throws org.gatehouse.contract.config.ConfigException if one cannot be told
   */
  List<StoreVersion> versions();

  /** The event log's file, to know how large it is; it need not exist. */
  Path events();

  /**
   * Writes a copy of the event log as of one moment; it is on disk when this returns.
   *
   * @param target does not exist yet
   * @throws StorageException if it cannot be copied
   */
  void copyEvents(Path target);

  /**
   * Further stores that others may be writing to, in the order in which they are to be copied; only
   * those that are there.
   */
  List<Path> stores();

  /**
   * Writes a copy of one of {@link #stores} as of one moment; it is on disk when this returns.
   * Copies that were made before of stores that belong to it may be made anew with it.
   *
   * @param target does not exist yet; in the folder of the copies before it
   * @throws StorageException if it cannot be copied
   */
  void copyStore(Path store, Path target) throws IOException;

  /**
   * What else belongs into a copy but for recordings, in the order in which it is to be copied:
   * after the event log, so that no event lacks its picture.
   */
  List<Path> files() throws IOException;

  /**
   * Recorded segments that begin from one time to before another, on these volumes; those below the
   * data folder if none is named.
   */
  List<Recorded> recordings(List<Path> volumes, Instant from, Instant to) throws IOException;

  /**
   * Brings all stores to this version; no engine may run.
   *
   * @param copies an empty folder in which copies of what is changed are put first
   * @throws org.gatehouse.contract.config.ConfigException if an engine runs, or a store is of a
   *     newer version: then nothing was changed
   * @throws StorageException if it cannot be done; a store is as it was then
   */
  void upgrade(Path copies);

  /**
   * A store's version.
   *
   * @param store its file, below the data folder
   * @param found 0 if it is not there
   * @param known what this program writes
   */
  record StoreVersion(String store, int found, int known) {
    /** Whether this program cannot know what it means. */
    public boolean newer() {
      return found > known;
    }

    /** Whether it must be upgraded before an engine runs on it. */
    public boolean older() {
      return found > 0 && found < known;
    }
  }

  /**
   * A segment's file.
   *
   * @param name below the folder of the volume
   */
  record Recorded(Path file, Path name) {}
}
