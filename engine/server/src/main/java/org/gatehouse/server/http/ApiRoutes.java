package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import org.gatehouse.server.http.api.ApiDocument;

/**
 * The contract itself, for generators and for its page. It holds no secret: anybody may read it.
 */
final class ApiRoutes {
  static final String DOCUMENT = "/api/v1/openapi.json";

  private ApiRoutes() {}

  static void document(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .end(ApiDocument.get().json());
  }
}
