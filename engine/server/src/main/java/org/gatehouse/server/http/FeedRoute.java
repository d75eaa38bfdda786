package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Lets pages and programs join the feed, from now on or from an event that they have seen. */
final class FeedRoute {
  private final Vertx vertx;
  private final EventLog events;
  private final FeedHub feed;
  private final EventStreams streams;
  private final PlateLooks looks;

  private FeedRoute(
      Vertx vertx, EventLog events, FeedHub feed, EventStreams streams, PlateLooks looks) {
    this.vertx = vertx;
    this.events = events;
    this.feed = feed;
    this.streams = streams;
    this.looks = looks;
  }

  static void mount(
      Router router,
      Vertx vertx,
      EventLog events,
      FeedHub feed,
      EventStreams streams,
      PlateLooks looks) {
    FeedRoute route = new FeedRoute(vertx, events, feed, streams, looks);
    router.get("/api/v1/feed").handler(route::join);
  }

  private void join(RoutingContext context) {
    String given = context.request().getParam("after");
    Long after = given == null ? null : Long.valueOf(given);
    context.request().pause();
    vertx
        .executeBlocking(() -> newest(events), false)
        .compose(sequence -> noted(context, after).map(there -> sequence))
        .compose(
            sequence -> Requests.socket(context).onSuccess(page -> joined(page, sequence, after)))
        .onFailure(context::fail);
  }

  /** Alarms come by the feed too, such as that of a full disk: it goes on without being noted. */
  private Future<@Nullable Void> noted(RoutingContext context, @Nullable Long after) {
    return looks.followed(context, after).recover(cannot -> Future.<@Nullable Void>succeededFuture());
  }

  private void joined(ServerWebSocket page, long sequence, @Nullable Long after) {
    feed.join(page, sequence, after == null);
    if (after != null) {
      streams.open(new FeedOutlet(page), after);
    }
    page.resume();
  }

  static long newest(EventLog events) {
    List<StoredEvent> newest = events.before(Long.MAX_VALUE, 1);
    return newest.isEmpty() ? 0 : newest.getFirst().sequence();
  }
}
