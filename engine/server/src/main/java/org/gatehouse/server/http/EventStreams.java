package org.gatehouse.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events as server-sent events (HTML Standard §9.2): a client names the sequence number that it has
 * seen last and gets every later one, those that are stored first and then those that come. Each
 * client is a cursor into the event log, so that one that is slow waits for nothing but itself and
 * loses nothing. {@link #wake} may be called from any thread.
 */
final class EventStreams {
  private static final int PAGE = 200;

  private final Vertx vertx;
  private final EventLog events;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();

  EventStreams(Vertx vertx, EventLog events) {
    this.vertx = vertx;
    this.events = events;
  }

  /** Serves a client until it goes. */
  void open(RoutingContext context) {
    Long after = seen(context);
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        // A proxy that collects answers would keep events back.
        .putHeader("X-Accel-Buffering", "no")
        .setChunked(true);
    vertx
        .executeBlocking(() -> after == null ? newest() : after, false)
        .onSuccess(from -> join(response, from))
        .onFailure(context::fail);
  }

  /** What a browser sends when it connects again wins over what stands in the address. */
  private static @Nullable Long seen(RoutingContext context) {
    String header = context.request().getHeader("Last-Event-ID");
    String text = header == null || header.isBlank() ? context.request().getParam("after") : header;
    return text == null ? null : Long.valueOf(text);
  }

  private long newest() {
    List<StoredEvent> newest = events.before(Long.MAX_VALUE, 1);
    return newest.isEmpty() ? 0 : newest.getFirst().sequence();
  }

  private void join(HttpServerResponse response, long from) {
    Client client = new Client(response, vertx.getOrCreateContext(), from);
    response.closeHandler(gone -> clients.remove(client));
    response.exceptionHandler(gone -> clients.remove(client));
    clients.add(client);
    // Says at once that the stream is open, and where it stands.
    response.write("retry: 2000\nid: " + from + "\n\n");
    client.read();
  }

  /** Tells that the log has more. */
  void wake() {
    clients.forEach(Client::wake);
  }

  /** Lets clients, and whatever stands between, know that the connection lives. */
  void ping() {
    clients.forEach(Client::ping);
  }

  /** One client. Its fields belong to its context's thread. */
  private final class Client {
    private final HttpServerResponse response;
    private final Context context;
    private long cursor;
    private boolean reading;
    private boolean more;

    Client(HttpServerResponse response, Context context, long from) {
      this.response = response;
      this.context = context;
      this.cursor = from;
    }

    void wake() {
      context.runOnContext(now -> read());
    }

    void ping() {
      context.runOnContext(
          now -> {
            if (!response.closed() && !response.writeQueueFull()) {
              response.write(": still here\n\n");
            }
          });
    }

    void read() {
      more = true;
      if (reading || response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> read());
        return;
      }
      reading = true;
      more = false;
      long from = cursor;
      vertx
          .executeBlocking(() -> events.after(from, PAGE), false)
          .onSuccess(this::send)
          .onFailure(failed -> response.reset());
    }

    private void send(List<StoredEvent> page) {
      reading = false;
      for (StoredEvent stored : page) {
        cursor = stored.sequence();
        response.write(message(stored));
      }
      if (more || page.size() == PAGE) {
        read();
      }
    }

    private static String message(StoredEvent stored) {
      return "id: %d\nevent: %s\ndata: %s\n\n"
          .formatted(
              stored.sequence(), stored.event().detail().type(), Json.text(EventFields.of(stored)));
    }
  }
}
