package org.gatehouse.server.http;

import io.vertx.core.http.HttpServerResponse;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.storage.StoredEvent;

/** Server-sent events (HTML Standard §9.2). */
record SseOutlet(HttpServerResponse response) implements EventOutlet {
  /** Begins the answer. */
  static SseOutlet begin(HttpServerResponse response) {
    response
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        // A proxy that collects answers would keep events back.
        .putHeader("X-Accel-Buffering", "no")
        .setChunked(true);
    return new SseOutlet(response);
  }

  /** Says at once that the stream is open, and where it stands. */
  void greet(long from) {
    response.write("retry: 2000\nid: " + from + "\n\n");
  }

  @Override
  public boolean closed() {
    return response.closed() || response.ended();
  }

  @Override
  public boolean full() {
    return response.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable then) {
    response.drainHandler(drained -> then.run());
  }

  @Override
  public void send(StoredEvent stored) {
    response.write(
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(
                stored.sequence(),
                stored.event().detail().type(),
                Json.text(EventFields.of(stored))));
  }

  @Override
  public void ping() {
    if (!closed() && !full()) {
      response.write(": still here\n\n");
    }
  }

  @Override
  public void reset() {
    response.reset();
  }
}
