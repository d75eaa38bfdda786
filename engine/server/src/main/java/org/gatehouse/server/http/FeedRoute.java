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
  private static final long UNNOTED_MILLIS = 60_000;

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
        .compose(
            sequence ->
                noted(context, after)
                    .compose(
                        noted ->
                            Requests.socket(context)
                                .onSuccess(
                                    page -> {
                                      if (noted) {
                                        joined(page, sequence, after);
                                      } else {
                                        unnoted(page, sequence);
                                      }
                                    })))
        .onFailure(context::fail);
  }

  /** Whether it is noted that they see events. */
  private Future<Boolean> noted(RoutingContext context, @Nullable Long after) {
    return looks.followed(context, after).map(there -> true).otherwise(false);
  }

  private void joined(ServerWebSocket page, long sequence, @Nullable Long after) {
    feed.join(page, sequence, after == null);
    if (after != null) {
      streams.open(new FeedOutlet(page), after);
    }
    page.resume();
  }

  /**
   * Alarms come by the feed too, such as that of a full disk: without being noted it goes on with
   * them, and without events. It ends soon, so that whoever it is comes again once that can be
   * noted.
   */
  private void unnoted(ServerWebSocket page, long sequence) {
    feed.join(page, sequence, false);
    page.resume();
    vertx.setTimer(
        UNNOTED_MILLIS,
        timer -> {
          if (!page.isClosed()) {
            page.close((short) 1013, "the audit log takes nothing");
          }
        });
  }

  static long newest(EventLog events) {
    List<StoredEvent> newest = events.before(Long.MAX_VALUE, 1);
    return newest.isEmpty() ? 0 : newest.getFirst().sequence();
  }
}
