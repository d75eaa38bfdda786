package org.gatehouse.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.gatehouse.storage.sqlite.StoreFile;

/**
 * A file that is copied table by table.
 *
 * @param version tells that of a file
 */
record CopiedFile(String name, Function<Path, StoreVersion> version, List<CopiedTable> tables) {
  /** All but the event log. */
  static List<CopiedFile> small() {
    return List.of(
        new CopiedFile(
            LocalStorageProvider.LISTS,
            StoreFile::lists,
            List.of(
                CopiedTable.of(
                    "entry",
                    "plate",
                    "kind",
                    "since",
                    "until",
                    "lanes",
                    "schedule",
                    "owner",
                    "passes"),
                CopiedTable.of("used", "plate", "kind", "since", "passage", "at"),
                CopiedTable.of("revision", "number"))),
        new CopiedFile(
            LocalStorageProvider.ACCOUNTS,
            StoreFile::accounts,
            List.of(
                CopiedTable.of(
                        "accounts",
                        "name",
                        "password",
                        "enabled",
                        "roles",
                        "rights",
                        "generation",
                        "created_us")
                    .withFlags("enabled"),
                CopiedTable.of(
                    "tokens",
                    "name",
                    "hash",
                    "maker",
                    "role",
                    "scopes",
                    "rights",
                    "purpose",
                    "created_us",
                    "expires_us"),
                CopiedTable.of("changes", "version"))),
        new CopiedFile(
            LocalStorageProvider.AUDIT,
            StoreFile::audit,
            List.of(
                CopiedTable.of("chain_begin", "sequence", "hash"),
                CopiedTable.of(
                    "audit",
                    "sequence",
                    "time_us",
                    "who",
                    "action",
                    "purpose",
                    "details",
                    "hash"))));
  }
}
