package org.gatehouse.runtime.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of durable events in the order of the log, each once, although writers return in
 * any order: it reads on from where it was. Thread-safe; listeners run on the writers' threads, one
 * call at a time.
 */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final int PAGE = 500;

  private final EventLog events;
  private final List<Consumer<StoredEvent>> listeners = new CopyOnWriteArrayList<>();
  private long last;

  Announcer(EventLog events) {
    this.events = events;
    List<StoredEvent> newest = events.before(Long.MAX_VALUE, 1);
    last = newest.isEmpty() ? 0 : newest.getFirst().sequence();
  }

  void add(Consumer<StoredEvent> listener) {
    listeners.add(listener);
  }

  /** Tells of all events up to that one at least: of what was appended with it, one call does. */
  synchronized void announce(long sequence) {
    if (sequence <= last) {
      return;
    }
    try {
      List<StoredEvent> page;
      do {
        page = events.after(last, PAGE);
        for (StoredEvent stored : page) {
          last = stored.sequence();
          listeners.forEach(listener -> tell(listener, stored));
        }
      } while (page.size() == PAGE);
    } catch (StorageException e) {
      log.warn("new events are announced later: {}", e.getMessage());
    }
  }

  private static void tell(Consumer<StoredEvent> listener, StoredEvent stored) {
    try {
      listener.accept(stored);
    } catch (RuntimeException e) {
      log.error("a listener failed on event {}", stored.event().id(), e);
    }
  }
}
