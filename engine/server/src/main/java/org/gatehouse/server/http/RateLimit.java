package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Network;

/**
 * Keeps one client from taking the engine from all others: each has a bucket of requests that fills
 * at a steady rate. A client is who {@link Access} found to be logged in or to have a token, at an
 * address; else an address, whatever it shows: what is made up for each request would fill a new
 * bucket each time. Of IPv6 the network counts (/64), as where failures are counted. Confined to
 * the server's event loop.
 */
final class RateLimit {
  /** A page with sixteen tiles, its feed and a person who clicks stays below a tenth of it. */
  static final int PER_SECOND = 100;

  /** What may come at once: a page that is opened, or a player that seeks. */
  static final int BURST = 500;

  private static final int MOST_CLIENTS = 10_000;
  private static final double NANOS = 1e9;

  private final Ticker ticker;
  private final Reach reach;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  RateLimit(Ticker ticker, Reach reach) {
    this.ticker = ticker;
    this.reach = reach;
  }

  /** Requests that are left, as of a time. */
  private record Bucket(double left, long nanos) {
    Bucket at(long now) {
      return new Bucket(Math.min(BURST, left + (now - nanos) / NANOS * PER_SECOND), now);
    }
  }

  /** Lets a request through, or answers 429 with when to come again. */
  void check(RoutingContext context) {
    charge(context, client(Access.caller(context)));
    context.next();
  }

  /**
   * Counts a request that is about to be refused, which comes no further: whoever tries what they
   * do not have is an address, whatever they show.
   *
   * @throws Problem 429 if there were too many from there
   */
  void refuse(RoutingContext context) {
    charge(context, Network.of(reach.address(context.request())));
  }

  private void charge(RoutingContext context, String client) {
    if (!take(client)) {
      context.response().putHeader("Retry-After", "1");
      throw new Problem(
          429,
          "Too many requests",
          "more than " + PER_SECOND + " requests a second; wait a second and ask less often");
    }
  }

  /** Takes a request out of a client's bucket; false if it is empty. */
  boolean take(String client) {
    long now = ticker.nanos();
    Bucket bucket = buckets.getOrDefault(client, new Bucket(BURST, now)).at(now);
    boolean left = bucket.left >= 1;
    buckets.put(client, left ? new Bucket(bucket.left - 1, now) : bucket);
    return left;
  }

  private static String client(Caller caller) {
    String network = Network.of(caller.address());
    return switch (caller.kind()) {
      case USER, TOKEN -> caller.kind() + " " + caller.who() + " " + network;
      // They may say to be anybody.
      case SITE_TOKEN -> caller.kind() + " " + network;
      case LOCAL, NOBODY -> network;
    };
  }
}
