package org.gatehouse.contract.delivery;

import org.gatehouse.contract.storage.StoredEvent;

/** Delivers events to one destination. Called by several threads at once. */
public interface EventSink extends AutoCloseable {
  /** Makes one attempt; blocks until it is decided, bounded by the sink's own time-out. */
  DeliveryResult deliver(StoredEvent event) throws InterruptedException;

  @Override
  void close();
}
