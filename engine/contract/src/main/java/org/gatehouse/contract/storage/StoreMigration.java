package org.gatehouse.contract.storage;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Copies what a data folder keeps in SQLite files into the server of the same place. The files are
 * only read. Used once.
 */
public interface StoreMigration {
  /**
   * Copies all of it; what an interrupted run copied is not copied again. No engine may run.
   *
   * @param progress told what is copied, and the part of it that is done, 0 to 1
   * @return how many rows of what there are in both, counted at the end
   * @throws org.gatehouse.contract.config.ConfigException if an engine runs, the files are of
   *     another version, or the server holds data of something else: then nothing was changed
   * @throws StorageException if it cannot go on; running it again goes on
   */
  List<Count> run(BiConsumer<String, Double> progress);

  /**
   * Rows of one table.
   *
   * @param files how many are in the files
   * @param server how many are in the server
   */
  record Count(String table, long files, long server) {
    /** Whether nothing is missing. */
    public boolean same() {
      return files == server;
    }
  }
}
