package org.gatehouse.contract.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a site keeps its data.
 *
 * @param folder for what is kept in files
 * @param server for events, reads, lists, users and audit rows; null if those are files too
 */
public record DataPlace(Path folder, @Nullable DatabaseServer server) {
  /** All of it in files below a folder. */
  public static DataPlace of(Path folder) {
    return new DataPlace(folder, null);
  }
}
