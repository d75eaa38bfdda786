package org.gatehouse.server.config;

import java.nio.file.Path;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.storage.DataPlace;
import org.jspecify.annotations.Nullable;

/** Where events, reads, lists, users and audit rows are kept. */
@Describe("Where events, reads, lists, users and audit rows are kept.")
public record StorageConfig(
    @Describe("A PostgreSQL server; files in the data folder if left out.")
        @Nullable PostgresConfig postgres) {
  /** With the folder for all that stays in files. */
  DataPlace place(Path folder) {
    return new DataPlace(folder, postgres == null ? null : postgres.server());
  }
}
