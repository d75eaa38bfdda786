package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.control.MoveDesk;
import org.jspecify.annotations.Nullable;

/** Turns and zooms cameras. */
final class PtzRoutes {

  private final Vertx vertx;
  private final EngineView engine;
  private final MoveDesk desk;
  private final Notes notes;

  PtzRoutes(Vertx vertx, EngineView engine, MoveDesk desk, Notes notes) {
    this.vertx = vertx;
    this.engine = engine;
    this.desk = desk;
    this.notes = notes;
  }

  void mount(Router router) {
    router.post("/api/v1/cameras/:camera/ptz").handler(this::command);
    router.get("/api/v1/cameras/:camera/ptz/presets").handler(this::presets);
  }

  private void presets(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    CameraControl control = control(camera);
    Slow.ask(vertx, asking(camera, control::presets))
        .onSuccess(
            list ->
                Json.send(context, Map.of("items", list.stream().map(PtzRoutes::tree).toList())))
        .onFailure(context::fail);
  }

  private static Map<String, Object> tree(CameraControl.Preset preset) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("token", preset.token());
    tree.put("name", preset.name());
    return tree;
  }

  private void command(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    CameraControl control = control(camera);
    JsonNode body = Json.parse(Objects.requireNonNullElse(context.body().asString(), ""));
    Order order = order(camera, control, body);
    noted(context, camera, order.told())
        .compose(noted -> Slow.ask(vertx, asking(camera, order.wish())))
        .onSuccess(done -> context.response().setStatusCode(204).end())
        .onFailure(context::fail);
  }

  private Future<@Nullable Void> noted(RoutingContext context, CameraId camera, String told) {
    return told.isEmpty()
        ? Future.<@Nullable Void>succeededFuture()
        : notes.note(context, "camera.turned", Map.of("camera", camera, "to", told));
  }

  /** Something that is asked of a camera. */
  private interface Wish<T> {
    T ask() throws ControlException, InterruptedException;
  }

  /**
   * What is asked of a camera, and what is noted of it before.
   *
   * @param told empty for what belongs to something noted before
   */
  private record Order(String told, Wish<Boolean> wish) {}

  private Order order(CameraId camera, CameraControl control, JsonNode body) {
    if (body.path("move").isObject()) {
      JsonNode move = body.path("move");
      double pan = speed(move, "pan");
      double tilt = speed(move, "tilt");
      double zoom = speed(move, "zoom");
      return new Order(
          desk.isMoving(camera) ? "" : "elsewhere",
          () -> {
            desk.move(camera, control, pan, tilt, zoom);
            return true;
          });
    }
    if (body.path("stop").asBoolean(false)) {
      return new Order(
          "",
          () -> {
            desk.stop(camera, control);
            return true;
          });
    }
    String preset = body.path("preset").asText("");
    if (preset.isEmpty()) {
      throw Problem.badRequest(
          "expected {\"move\":{\"pan\",\"tilt\",\"zoom\"}}, {\"stop\":true} or {\"preset\":token}");
    }
    return new Order(
        "preset " + preset,
        () -> {
          desk.goTo(camera, control, preset);
          return true;
        });
  }

  private static double speed(JsonNode move, String axis) {
    JsonNode value = move.path(axis);
    boolean sane = value.isMissingNode() || (value.isNumber() && Math.abs(value.asDouble()) <= 1);
    if (!sane) {
      throw Problem.badRequest("move." + axis + ": expected a number from -1 to 1");
    }
    return value.asDouble(0);
  }

  private CameraControl control(CameraId camera) {
    if (engine.cameras().stream().noneMatch(view -> view.id().equals(camera.value()))) {
      throw Problem.notFound("there is no camera " + camera);
    }
    CameraControl control = engine.control(camera);
    if (control == null) {
      throw new Problem(
          409,
          "Cannot be turned",
          "camera " + camera + " has no onvif address in the configuration: it cannot be turned");
    }
    return control;
  }

  private static <T> Callable<T> asking(CameraId camera, Wish<T> wish) {
    return () -> {
      try {
        return wish.ask();
      } catch (ControlException e) {
        boolean unable = e.fault().kind() == Kind.NOT_FOUND;
        throw new Problem(
            unable ? 409 : 502,
            unable ? "Cannot be turned" : "The camera did not do it",
            "camera " + camera + ": " + e.getMessage());
      }
    };
  }
}
