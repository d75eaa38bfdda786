package org.gatehouse.runtime.events;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest reports of this run, so that one told twice (its answer was lost with a
 * connection) becomes one event. In memory only, and no more than the names of those that are
 * durable. Thread-safe.
 */
final class SeenReports {
  private static final int REMEMBERED = 10_000;

  private final Map<UUID, CompletableFuture<StoredEvent>> underWay = new HashMap<>();
  private final Set<UUID> durable = new LinkedHashSet<>();

  /**
   * The event of that report. Who tells it while another does waits for that one's.
   *
   * @param record makes the event, or finds it; is told whether the report was made durable before
   * @param repeated runs if another one is just making it
   */
  StoredEvent once(UUID report, Function<Boolean, StoredEvent> record, Runnable repeated) {
    CompletableFuture<StoredEvent> mine = new CompletableFuture<>();
    CompletableFuture<StoredEvent> first = begin(report, mine);
    if (first != null) {
      repeated.run();
      return join(first);
    }
    try {
      StoredEvent stored = record.apply(isDurable(report));
      done(report);
      mine.complete(stored);
      return stored;
    } catch (RuntimeException | Error e) {
      failed(report);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static StoredEvent join(CompletableFuture<StoredEvent> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized @Nullable CompletableFuture<StoredEvent> begin(
      UUID report, CompletableFuture<StoredEvent> mine) {
    return underWay.putIfAbsent(report, mine);
  }

  private synchronized boolean isDurable(UUID report) {
    return durable.contains(report);
  }

  private synchronized void done(UUID report) {
    underWay.remove(report);
    durable.add(report);
    if (durable.size() > REMEMBERED) {
      durable.remove(durable.iterator().next());
    }
  }

  private synchronized void failed(UUID report) {
    underWay.remove(report);
  }
}
