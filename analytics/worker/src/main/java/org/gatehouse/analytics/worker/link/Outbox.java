package org.gatehouse.analytics.worker.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.protocol.wire.Protocol;

/**
 * Findings that the engine has not acknowledged, oldest first. Each is two pictures at most, so
 * these are some 20 MiB at worst. Thread-safe.
 */
final class Outbox {
  private final Map<String, FromWorker> kept = new LinkedHashMap<>();

  /** Keeps a finding, waiting for room. */
  synchronized void keep(String id, FromWorker finding) throws InterruptedException {
    while (kept.size() >= Protocol.UNACKNOWLEDGED) {
      wait();
    }
    kept.put(id, finding);
  }

  /** The engine has it. */
  synchronized void acknowledged(String id) {
    if (kept.remove(id) != null) {
      notifyAll();
    }
  }

  /** What must be said again after a reconnect. */
  synchronized List<FromWorker> unacknowledged() {
    return List.copyOf(kept.values());
  }
}
