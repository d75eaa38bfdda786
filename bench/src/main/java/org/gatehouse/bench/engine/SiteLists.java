package org.gatehouse.bench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.server.Installed;

/** Who may pass, put into an engine's data before it starts. Stateless. */
public final class SiteLists {
  private SiteLists() {}

  /** An entry of one lane only. */
  public static ListEntry allowed(String plate, String lane) {
    return new ListEntry(plate, ListKind.ALLOW, null, null, Set.of(lane), List.of(), null, 0);
  }

  /** Puts entries into a data folder. */
  public static void write(Path data, List<ListEntry> entries) {
    StorageProvider stores = Installed.one(StorageProvider.class);
    try (VehicleListStore lists = stores.lists(data);
        ListChange change = lists.change()) {
      entries.forEach(change::put);
      change.apply(true);
    }
  }
}
