package org.gatehouse.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.gatehouse.server.http.api.ApiDocument;
import org.gatehouse.server.http.api.EventsDocument;

/**
 * The contracts themselves, for generators and for their page. They hold no secret: anybody may
 * read them.
 */
final class ApiRoutes {
  private ApiRoutes() {}

  static void mount(Router router) {
    router.get("/api/v1/openapi.json").handler(context -> send(context, ApiDocument.get().json()));
    router.get("/api/v1/asyncapi.json").handler(context -> send(context, EventsDocument.json()));
    router.get("/api/v1/schemas/:file").handler(ApiRoutes::schema);
  }

  private static void schema(RoutingContext context) {
    String file = Requests.path(context, "file");
    String type = file.substring(0, file.length() - ".json".length());
    String schema = EventsDocument.schema(type);
    if (schema == null) {
      throw Problem.notFound("there is no type of events " + type);
    }
    send(context, schema);
  }

  private static void send(RoutingContext context, String json) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .end(json);
  }
}
