package org.gatehouse.runtime.events;

import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.EventFilter;

/**
 * A place where events go.
 *
 * @param filter which events
 */
public record Destination(EventSink sink, EventFilter filter) {
  /** One that wants all events, and no others. */
  public static Destination of(EventSink sink) {
    return new Destination(sink, EventFilter.ALL);
  }
}
