package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets two requests that bring a file be under way at once: each takes many times its file's size
 * of memory. One that brings its file too slowly is cut off, as others wait for its turn. Confined
 * to the server's event loop.
 */
final class FileTurns {
  static final int AT_ONCE = 2;
  private static final long READING_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private final Set<RoutingContext> underWay = new HashSet<>();

  /**
   * Takes a turn, which ends with the answer; to be called before the body is read.
   *
   * @throws Problem 503 if there is none
   */
  void begin(RoutingContext context) {
    if (underWay.size() >= AT_ONCE) {
      context.response().putHeader("Retry-After", "5");
      throw new Problem(
          503, "Busy", "%d files are being taken; try again in a moment".formatted(AT_ONCE));
    }
    underWay.add(context);
    long slow =
        context
            .vertx()
            .setTimer(
                READING_MILLIS,
                late -> {
                  if (!context.request().isEnded()) {
                    context.request().connection().close();
                  }
                });
    context.addEndHandler(
        done -> {
          underWay.remove(context);
          context.vertx().cancelTimer(slow);
        });
  }
}
