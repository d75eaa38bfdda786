package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.config.ZonesConfig;
import org.gatehouse.server.zones.DrawnZones;
import org.gatehouse.server.zones.ZoneDesk;
import org.gatehouse.server.zones.ZoneRefusal;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn on a camera's picture: lane zone, line, masks. Who saves says by {@code If-Match}
 * on which state it was drawn. The disk is waited for on worker threads.
 */
final class ZoneRoutes {
  private final Vertx vertx;
  private final ZoneDesk desk;
  private final Notes notes;

  ZoneRoutes(Vertx vertx, ZoneDesk desk, Notes notes) {
    this.vertx = vertx;
    this.desk = desk;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/cameras/:camera/zones").handler(this::read);
    router.put("/api/v1/cameras/:camera/zones").handler(this::save);
  }

  private void read(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    vertx
        .executeBlocking(() -> asked(() -> desk.read(camera), camera), false)
        .onSuccess(drawn -> send(context, camera, drawn))
        .onFailure(context::fail);
  }

  /** Looked at twice: before it is noted, and when nobody else can change it any more. */
  private void save(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    String tag = tag(context, camera);
    String body = Objects.requireNonNullElse(context.body().asString(), "");
    ZonesConfig wanted = new ZoneBody(camera).read(Json.parse(body));
    String user = Access.caller(context).who();
    vertx
        .executeBlocking(() -> asked(() -> desk.check(camera, wanted, tag), camera), false)
        .compose(
            before ->
                notes.note(
                    context,
                    "zones.saved",
                    Map.of("camera", camera, "version", before.zones().version() + 1)))
        .compose(
            noted ->
                vertx.executeBlocking(
                    () -> asked(() -> desk.save(camera, wanted, tag, user), camera), false))
        .onSuccess(drawn -> send(context, camera, drawn))
        .onFailure(context::fail);
  }

  private static String tag(RoutingContext context, CameraId camera) {
    String tag = IfMatch.of(context).tag();
    if (tag == null) {
      throw new Problem(
          428,
          "Precondition required",
          "camera " + camera + ": send If-Match with the ETag of the zones that were read");
    }
    return tag;
  }

  private interface Question {
    DrawnZones ask() throws ZoneRefusal;
  }

  private static DrawnZones asked(Question question, CameraId camera) {
    try {
      return question.ask();
    } catch (ZoneRefusal e) {
      throw problem(e, camera);
    }
  }

  private static Problem problem(ZoneRefusal refusal, CameraId camera) {
    String words = String.valueOf(refusal.getMessage());
    Map<String, Object> more = Map.of("camera", camera.value());
    return switch (refusal.kind()) {
      case UNKNOWN -> Problem.notFound(words);
      case STALE -> new Problem(412, "Changed meanwhile", words, more);
      case FIXED, SITE_BROKEN -> new Problem(409, "Conflict", words, more);
      case UNFIT -> new Problem(422, "Does not fit the camera", words, more);
      case NOT_WRITTEN -> new Problem(507, "Insufficient storage", words, more);
    };
  }

  /** By the names that the keys have in JSON. */
  private static Map<String, String> fixed(Map<String, String> byKey) {
    Map<String, String> named = new TreeMap<>();
    byKey.forEach((key, file) -> named.put(ZoneBody.name(key), file));
    return named;
  }

  private static void send(RoutingContext context, CameraId camera, DrawnZones drawn) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("camera", camera.value());
    tree.putAll(ZoneBody.tree(drawn.zones()));
    tree.put("fixed", fixed(drawn.fixed()));
    Json.send(context, tree, drawn.tag());
  }
}
