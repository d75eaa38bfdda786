package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;

/** What is recorded when, and what is not: days, and a camera's time line. */
final class PlaybackRoutes {
  private static final int MOST_BUCKETS = 5000;

  private final Vertx vertx;
  private final Footage footage;
  private final EventLog events;

  PlaybackRoutes(Vertx vertx, Footage footage, EventLog events) {
    this.vertx = vertx;
    this.footage = footage;
    this.events = events;
  }

  void mount(Router router) {
    router.get("/api/v1/playback/:camera/days").handler(this::days);
    router.get("/api/v1/playback/:camera/timeline").handler(this::timeline);
  }

  private void days(RoutingContext context) {
    StreamId stream = TimeRange.stream(context);
    vertx
        .executeBlocking(() -> footage.days(stream), false)
        .onSuccess(
            days ->
                Json.send(context, Map.of("days", days.stream().map(LocalDate::toString).toList())))
        .onFailure(context::fail);
  }

  private void timeline(RoutingContext context) {
    TimeRange range = TimeRange.of(context);
    int buckets = buckets(context.request().getParam("buckets", "0"));
    vertx
        .executeBlocking(() -> timeline(range, buckets), false)
        .onSuccess(tree -> Json.send(context, tree))
        .onFailure(context::fail);
  }

  private Map<String, Object> timeline(TimeRange range, int buckets) throws IOException {
    Instant now = Instant.EPOCH.plusNanos(Ticker.system().epochMicros() * 1000);
    TimelineTree tree = new TimelineTree(range, now);
    return Map.of(
        "ranges",
        tree.ranges(footage.segments(range.stream(), range.from(), range.to())),
        "gaps",
        tree.gaps(footage.gaps(range.stream(), range.from(), range.to())),
        "marks",
        buckets == 0 ? List.of() : tree.marks(events, buckets));
  }

  private static int buckets(String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 0 && count <= MOST_BUCKETS) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw Problem.badRequest(
        "'buckets' must be a whole number from 0 to " + MOST_BUCKETS + ", not '" + text + "'");
  }
}
