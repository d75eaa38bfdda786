package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.storage.LocalStorageProvider;

/** Opens an event log that a crash left, and counts what is missing of what it acknowledged. */
final class EventCheck {
  private EventCheck() {}

  /**
   * Of events, those that are not in the log, or whose picture is not there, or that are owed to
   * nobody. All of them, and one at least, if the log does not open.
   */
  static long lost(Path data, Stream<UUID> acknowledged, Consumer<String> complaints)
      throws IOException {
    List<UUID> wanted = acknowledged.toList();
    try {
      Stores stores = new LocalStorageProvider().open(data, Ticker.system());
      try (EventLog log = stores.events()) {
        Set<UUID> there = new HashSet<>();
        for (StoredEvent stored : log.after(0, Integer.MAX_VALUE)) {
          there.add(stored.event().id());
        }
        long owed = log.backlog(EventWriterCommand.DESTINATION).pending();
        long missing =
            wanted.stream().filter(id -> !there.contains(id) || !pictured(stores, id)).count();
        long lost = wanted.isEmpty() ? 0 : Math.max(missing, there.size() - owed);
        if (lost > 0) {
          complaints.accept(
              "%s: %d of %d events lost; it holds %d and owes %d"
                  .formatted(data, missing, wanted.size(), there.size(), owed));
        }
        return lost;
      }
    } catch (ConfigException | StorageException damaged) {
      complaints.accept(data + " does not open: " + damaged.getMessage());
      return Math.max(1, wanted.size());
    }
  }

  private static boolean pictured(Stores stores, UUID id) {
    try {
      return stores.snapshots().read(id, EventWriterCommand.PICTURE).length > 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
