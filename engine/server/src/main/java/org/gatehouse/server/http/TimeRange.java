package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/** Which recordings a request is about, from its path and its parameters. */
record TimeRange(StreamId stream, Instant from, Instant to) {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** With {@code from} and {@code to}, which must be there, and {@code stream}. */
  static TimeRange of(RoutingContext context) {
    Instant from = time("from", context.request().getParam("from"));
    Instant to = time("to", context.request().getParam("to"));
    if (!from.isBefore(to)) {
      throw Problem.badRequest("'from' must be before 'to', not " + from + " and " + to);
    }
    return new TimeRange(stream(context), from, to);
  }

  /** The camera of the path with the stream that is asked for, the main one if none is. */
  static StreamId stream(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    return switch (context.request().getParam("stream", "main")) {
      case "main" -> StreamId.main(camera);
      case "sub" -> StreamId.sub(camera);
      case String other -> throw Problem.badRequest("a stream is main or sub, not '" + other + "'");
    };
  }

  /** A time of the years 1970 to 2199. */
  static Instant time(String name, @Nullable String text) {
    try {
      Instant time = text == null ? null : Instant.parse(text);
      if (time != null && !time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException notATime) {
      // told below, like one out of range
    }
    throw Problem.badRequest(
        "'%s' must be a time such as 2026-03-01T12:00:00Z, not %s"
            .formatted(name, text == null ? "missing" : "'" + Requests.abridged(text) + "'"));
  }
}
