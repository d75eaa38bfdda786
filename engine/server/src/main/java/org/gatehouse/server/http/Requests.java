package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** Reads requests. */
final class Requests {
  private Requests() {}

  /** A part of the path that the route names, decoded; never missing on such a route. */
  static String path(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.pathParam(name), "");
  }
}
