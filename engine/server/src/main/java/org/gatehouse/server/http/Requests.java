package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.gatehouse.contract.media.CameraId;

/** Reads requests. */
final class Requests {
  private static final int QUOTED = 40;

  private Requests() {}

  /** What somebody sent, to be said back to them: its beginning, however long it is. */
  static String abridged(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }

  /** A 400 if both parameters are there: one of them would count for nothing. */
  static void notBoth(RoutingContext context, String one, String other) {
    if (context.request().getParam(one) != null && context.request().getParam(other) != null) {
      throw Problem.badRequest("'" + one + "' and '" + other + "' cannot be asked for together");
    }
  }

  /** A part of the path that the route names, decoded; never missing on such a route. */
  static String path(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.pathParam(name), "");
  }

  /** A part of a path as it was meant, before it was written into an address (RFC 3986 §2.1). */
  static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the address has a % that begins no character: " + part);
    }
  }

  /**
   * Makes the connection a WebSocket (RFC 6455 §4.2), which stays open for as long as whoever asks
   * may have it; a Problem for a client that asks for none.
   */
  static Future<ServerWebSocket> socket(RoutingContext context) {
    HttpServerRequest request = context.request();
    return request.headers().contains("Upgrade", "websocket", true)
        ? request.toWebSocket().onSuccess(Access.permit(context)::cover)
        : Future.failedFuture(Problem.badRequest("this is served to WebSockets only"));
  }

  /** The id of a camera, which need not exist. */
  static CameraId camera(String text) {
    try {
      return new CameraId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** A whole number of the query, between bounds. */
  static long number(RoutingContext context, String name, long otherwise, long least, long most) {
    String text = context.request().getParam(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw Problem.badRequest(
        name + " must be a whole number from " + least + " to " + most + ", not '" + text + "'");
  }
}
