package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.evidence.Export;
import org.gatehouse.server.evidence.ExportRequest;
import org.gatehouse.server.evidence.Requester;
import org.jspecify.annotations.Nullable;

/** Exports of recordings: asked for, watched, given up, taken, deleted. */
final class ExportRoutes {

  private final Vertx vertx;
  private final EngineView engine;

  ExportRoutes(Vertx vertx, EngineView engine) {
    this.vertx = vertx;
    this.engine = engine;
  }

  void mount(Router router) {
    router.post("/api/v1/exports").handler(this::start);
    router.get("/api/v1/exports").handler(this::list);
    router.get("/api/v1/exports/:id").handler(this::one);
    router.delete("/api/v1/exports/:id").handler(this::delete);
    router.get("/api/v1/exports/:id/:file").handler(this::file);
  }

  private void start(RoutingContext context) {
    ExportRequest request = request(context);
    if (!request.redacted()) {
      mayHavePlain(Access.caller(context));
    }
    vertx
        .executeBlocking(() -> engine.exports().start(request), false)
        .onSuccess(
            export -> {
              context.response().setStatusCode(202);
              Json.send(context, Map.of("id", export.id(), "url", url(export)));
            })
        .onFailure(e -> context.fail(e instanceof StorageException ? unavailable(e) : e));
  }

  private static void mayHavePlain(Caller caller) {
    String refusal = caller.refusal(Right.EXPORT_UNREDACTED);
    if (refusal != null) {
      throw Access.forbidden(refusal);
    }
  }

  private static Requester requester(Caller caller) {
    return new Requester(caller.who(), caller.purpose(), caller.from());
  }

  private static ExportRequest request(RoutingContext context) {
    JsonNode body = Json.parse(Objects.requireNonNullElse(context.body().asString(), ""));
    List<CameraId> cameras = new ArrayList<>();
    body.path("cameras").forEach(camera -> cameras.add(Requests.camera(camera.asText())));
    JsonNode redacted = body.path("redacted");
    if (!redacted.isMissingNode() && !redacted.isBoolean()) {
      throw Problem.badRequest("'redacted' must be true or false");
    }
    try {
      return new ExportRequest(
          cameras,
          TimeRange.time("from", body.path("from").asText()),
          TimeRange.time("to", body.path("to").asText()),
          redacted.asBoolean(true),
          body.path("reason").isTextual() ? body.path("reason").asText() : null,
          requester(Access.caller(context)));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private void list(RoutingContext context) {
    Json.send(
        context, Map.of("items", engine.exports().all().stream().map(ExportRoutes::tree).toList()));
  }

  private void one(RoutingContext context) {
    Json.send(context, tree(found(context)));
  }

  private void delete(RoutingContext context) {
    Export export = found(context);
    vertx
        .executeBlocking(
            () -> {
              engine.exports().delete(export, requester(Access.caller(context)));
              return export;
            },
            false)
        .onSuccess(deleted -> context.response().setStatusCode(204).end())
        .onFailure(e -> context.fail(e instanceof StorageException ? unavailable(e) : e));
  }

  private void file(RoutingContext context) {
    Export export = found(context);
    String name = Requests.path(context, "file");
    Caller caller = Access.caller(context);
    if (export.isPlain(name)) {
      mayHavePlain(caller);
    }
    vertx
        .<@Nullable Path>executeBlocking(
            () -> engine.exports().take(export, name, requester(caller)), false)
        .onSuccess(
            path -> {
              if (path == null) {
                context.fail(Problem.notFound("export " + export.id() + " has no file " + name));
              } else {
                RecordingRoutes.send(context, path, type(name));
              }
            })
        .onFailure(e -> context.fail(e instanceof StorageException ? unavailable(e) : e));
  }

  private static String type(String name) {
    return name.endsWith(".mp4")
        ? "video/mp4"
        : name.endsWith(".json") ? "application/json" : "application/octet-stream";
  }

  private Export found(RoutingContext context) {
    String id = Requests.path(context, "id");
    Export export = engine.exports().find(id);
    if (export == null) {
      throw Problem.notFound("there is no export " + id + ", or no longer");
    }
    return export;
  }

  private static Problem unavailable(Throwable e) {
    return new Problem(503, "Unavailable", String.valueOf(e.getMessage()));
  }

  private static String url(Export export) {
    return "api/v1/exports/" + export.id();
  }

  private static Map<String, @Nullable Object> tree(Export export) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    boolean done = export.state() == Export.State.DONE;
    tree.put("id", export.id());
    tree.put("state", export.state().name().toLowerCase(Locale.ROOT));
    tree.put("created", export.created().toString());
    tree.put("progress", Math.round(export.progress() * 1000) / 1000.0);
    Duration remaining = export.remaining();
    tree.put("remainingSeconds", remaining == null ? null : remaining.toSeconds());
    tree.put("detail", export.detail());
    tree.put("files", export.items().stream().map(item -> tree(export, item)).toList());
    tree.put("manifest", done ? url(export) + "/manifest.json" : null);
    return tree;
  }

  private static Map<String, Object> tree(Export export, Export.Item item) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", item.name());
    tree.put("url", url(export) + "/" + item.name());
    tree.put("sha256", item.sha256());
    tree.put("bytes", item.bytes());
    return tree;
  }
}
