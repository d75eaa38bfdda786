package org.gatehouse.runtime.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.gatehouse.contract.storage.StoredEvent;

/**
 * Remembers the latest reports of this run, so that one told twice (its answer was lost with a
 * connection) becomes one event. In memory only. Thread-safe.
 */
final class SeenReports {
  private static final int REMEMBERED = 10_000;

  private final Map<Object, CompletableFuture<StoredEvent>> seen = new LinkedHashMap<>();

  /**
   * The event of that report: made by {@code record} the first time, the same one again later.
   *
   * @param repeated runs if the report was seen before
   */
  StoredEvent once(Object report, Supplier<StoredEvent> record, Runnable repeated) {
    CompletableFuture<StoredEvent> mine = new CompletableFuture<>();
    CompletableFuture<StoredEvent> first = remember(report, mine);
    if (first != mine) {
      repeated.run();
      return join(first);
    }
    try {
      StoredEvent stored = record.get();
      mine.complete(stored);
      return stored;
    } catch (RuntimeException | Error e) {
      forget(report);
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

  private synchronized CompletableFuture<StoredEvent> remember(
      Object report, CompletableFuture<StoredEvent> mine) {
    CompletableFuture<StoredEvent> first = seen.putIfAbsent(report, mine);
    if (first != null) {
      return first;
    }
    if (seen.size() > REMEMBERED) {
      seen.remove(seen.keySet().iterator().next());
    }
    return mine;
  }

  private synchronized void forget(Object report) {
    seen.remove(report);
  }
}
