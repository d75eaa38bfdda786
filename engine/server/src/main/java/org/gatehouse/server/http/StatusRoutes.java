package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.runtime.events.Outbox;
import org.jspecify.annotations.Nullable;

/** The site, its cameras, analysis, destinations and metrics. */
final class StatusRoutes {
  private final Vertx vertx;
  private final EngineView engine;
  private final Notes notes;

  StatusRoutes(Vertx vertx, EngineView engine, Notes notes) {
    this.vertx = vertx;
    this.engine = engine;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/site").handler(c -> Json.send(c, WebServer.siteTree(engine)));
    router.get("/api/v1/cameras").handler(this::cameras);
    router.post("/api/v1/cameras/:camera/restart").handler(this::restart);
    router.get("/api/v1/status").handler(this::status);
    router.get("/metrics").handler(this::metrics);
  }

  private void cameras(RoutingContext context) {
    Json.send(context, Map.of("items", engine.cameras().stream().map(CameraView::tree).toList()));
  }

  private void restart(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    if (engine.cameras().stream().noneMatch(known -> known.id().equals(camera.value()))) {
      throw Problem.notFound("there is no camera " + camera);
    }
    // Noted before it is done: what cannot be noted is not done.
    notes
        .note(context, "camera.restarted", Map.of("camera", camera))
        .onSuccess(
            noted -> {
              engine.restart(camera);
              context.response().setStatusCode(204).end();
            })
        .onFailure(context::fail);
  }

  private void status(RoutingContext context) {
    vertx
        .executeBlocking(this::destinations, false)
        .onSuccess(destinations -> Json.send(context, tree(destinations)))
        .onFailure(context::fail);
  }

  private List<?> destinations() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Outbox.DestinationStatus status : engine.outbox().status()) {
      all.add(destination(status));
    }
    return all;
  }

  private Map<String, Object> tree(List<?> destinations) {
    HealthCheck analytics = engine.analytics();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "analytics",
        Map.of(
            "up",
            analytics.up(),
            "detail",
            analytics.detail(),
            "lanes",
            engine.lanes().stream().map(LaneView::tree).toList()));
    tree.put("destinations", destinations);
    return tree;
  }

  private static Map<String, @Nullable Object> destination(Outbox.DestinationStatus status) {
    EventLog.Backlog backlog = status.backlog();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", status.name());
    tree.put("up", status.up());
    tree.put("trouble", status.trouble());
    tree.put("pending", backlog.pending());
    tree.put("parked", backlog.parked());
    tree.put("delivered", backlog.delivered());
    tree.put(
        "oldestPending",
        backlog.oldestPending() == null ? null : backlog.oldestPending().toString());
    return tree;
  }

  private void metrics(RoutingContext context) {
    vertx
        .executeBlocking(engine::metrics, false)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }
}
