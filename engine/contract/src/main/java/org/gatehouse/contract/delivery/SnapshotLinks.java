package org.gatehouse.contract.delivery;

import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.Snapshot;

/** Where the pictures of events can be fetched by whoever got the event. Thread-safe. */
@FunctionalInterface
public interface SnapshotLinks {
  /**
   * The address of a picture. It may work for a time only; who delivers an event later asks again.
   */
  String url(Event event, Snapshot snapshot);
}
