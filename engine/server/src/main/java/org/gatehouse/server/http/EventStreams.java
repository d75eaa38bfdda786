package org.gatehouse.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events for clients that name the sequence number which they have seen last and get every later
 * one, those that are stored first and then those that come. Each client is a cursor into the event
 * log, so that one that is slow waits for nothing but itself and loses nothing. {@link #wake} may
 * be called from any thread.
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

  /** Serves server-sent events until the client goes. */
  void open(RoutingContext context) {
    Long after = seen(context);
    SseOutlet outlet = SseOutlet.begin(context.response());
    Access.permit(context).cover(context.response());
    vertx
        .executeBlocking(() -> after == null ? FeedRoute.newest(events) : after, false)
        .onSuccess(
            from -> {
              outlet.greet(from);
              open(outlet, from);
            })
        .onFailure(context::fail);
  }

  /** What a browser sends when it connects again wins over what stands in the address. */
  static @Nullable Long seen(RoutingContext context) {
    String header = context.request().getHeader("Last-Event-ID");
    String text = header == null || header.isBlank() ? context.request().getParam("after") : header;
    return text == null ? null : Long.valueOf(text);
  }

  /** Serves a client until it goes. Must be called on its context's thread. */
  void open(EventOutlet outlet, long from) {
    Client client = new Client(outlet, vertx.getOrCreateContext(), from);
    clients.add(client);
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
    private final EventOutlet outlet;
    private final Context context;
    private long cursor;
    private boolean reading;
    private boolean more;

    Client(EventOutlet outlet, Context context, long from) {
      this.outlet = outlet;
      this.context = context;
      this.cursor = from;
    }

    void wake() {
      context.runOnContext(now -> read());
    }

    void ping() {
      context.runOnContext(
          now -> {
            if (isThere()) {
              outlet.ping();
            }
          });
    }

    /** Those that went are found out when they are to be told something, every few seconds. */
    private boolean isThere() {
      if (outlet.closed()) {
        clients.remove(this);
        return false;
      }
      return true;
    }

    void read() {
      more = true;
      if (reading || !isThere()) {
        return;
      }
      if (outlet.full()) {
        outlet.whenDrained(this::read);
        return;
      }
      reading = true;
      more = false;
      long from = cursor;
      vertx
          .executeBlocking(() -> events.after(from, PAGE), false)
          .onSuccess(this::send)
          .onFailure(failed -> outlet.reset());
    }

    private void send(List<StoredEvent> page) {
      reading = false;
      if (!isThere()) {
        return;
      }
      for (StoredEvent stored : page) {
        cursor = stored.sequence();
        outlet.send(stored);
      }
      if (more || page.size() == PAGE) {
        read();
      }
    }
  }
}
