package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.gatehouse.contract.media.CameraId;

/** Reads requests. */
final class Requests {
  private Requests() {}

  /** A part of the path that the route names, decoded; never missing on such a route. */
  static String path(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.pathParam(name), "");
  }

  /** The id of a camera, which need not exist. */
  static CameraId camera(String text) {
    try {
      return new CameraId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
