package org.gatehouse.server.http;

import io.vertx.core.http.ServerWebSocket;
import org.gatehouse.contract.storage.StoredEvent;

/** A client of the feed that goes on after an event; its pings come from the {@link FeedHub}. */
record FeedOutlet(ServerWebSocket page) implements EventOutlet {
  @Override
  public boolean closed() {
    return page.isClosed();
  }

  @Override
  public boolean full() {
    return page.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable then) {
    page.drainHandler(drained -> then.run());
  }

  @Override
  public void send(StoredEvent stored) {
    if (FeedHub.isForPeople(stored)) {
      page.writeTextMessage(FeedHub.text(stored));
    }
  }

  @Override
  public void ping() {}

  @Override
  public void reset() {
    page.close((short) 1011, "the event log cannot be read right now");
  }
}
