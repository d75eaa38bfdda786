package org.gatehouse.server.http;

import org.gatehouse.contract.storage.StoredEvent;

/** Where a client of {@link EventStreams} takes events from. Used on its context's thread. */
interface EventOutlet {
  /** True when nobody is there any more. */
  boolean closed();

  /** True while the client has to catch up first. */
  boolean full();

  /** Has that run once the client caught up. */
  void whenDrained(Runnable then);

  void send(StoredEvent stored);

  /** Lets the client know that the connection lives. */
  void ping();

  /** Breaks the connection off: the client comes again, and misses nothing. */
  void reset();
}
