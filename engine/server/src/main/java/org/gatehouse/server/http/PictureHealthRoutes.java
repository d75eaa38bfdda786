package org.gatehouse.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureFinding;
import org.gatehouse.runtime.health.Thumbnail;
import org.jspecify.annotations.Nullable;

/** What is and was wrong with pictures, and how they looked before and after. */
final class PictureHealthRoutes {
  private final EngineView engine;
  private final Notes notes;

  PictureHealthRoutes(EngineView engine, Notes notes) {
    this.engine = engine;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/picture-health").handler(this::all);
    router.get("/api/v1/cameras/:camera/picture-health/:fault/:which").handler(this::thumbnail);
    router.post("/api/v1/cameras/:camera/picture-health/accept").handler(this::accept);
  }

  private void all(RoutingContext context) {
    Json.send(
        context,
        Map.of(
            "items",
            engine.pictureHealth().all().stream().map(PictureHealthRoutes::tree).toList()));
  }

  private static Map<String, @Nullable Object> tree(PictureFinding finding) {
    String base =
        "api/v1/cameras/" + finding.camera() + "/picture-health/" + finding.fault().word() + "/";
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("camera", finding.camera().value());
    tree.put("fault", finding.fault().word());
    tree.put("since", finding.since().toString());
    tree.put("until", finding.until() == null ? null : finding.until().toString());
    tree.put("text", finding.text());
    tree.put("before", picture(base + "before.jpg", finding.before()));
    tree.put("after", picture(base + "after.jpg", finding.after()));
    return tree;
  }

  private static @Nullable Map<String, Object> picture(String url, @Nullable Thumbnail thumbnail) {
    return thumbnail == null
        ? null
        : Map.of("url", url, "time", Times.text(thumbnail.epochMicros()));
  }

  private void thumbnail(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    PictureFault fault = fault(Requests.path(context, "fault"));
    PictureFinding finding = engine.pictureHealth().finding(camera, fault);
    @Nullable Thumbnail thumbnail =
        finding == null
            ? null
            : switch (Requests.path(context, "which")) {
              case "before.jpg" -> finding.before();
              case "after.jpg" -> finding.after();
              default -> null;
            };
    if (thumbnail == null) {
      throw Problem.notFound(
          "no such picture of camera %s was taken: %s".formatted(camera, fault.word()));
    }
    String taken = Times.text(thumbnail.epochMicros());
    notes
        .look(
            context,
            "picture.seen",
            camera + "/" + fault.word() + "/" + taken,
            Map.of("camera", camera, "taken", taken, "keptFor", fault.word()))
        .onSuccess(noted -> send(context, thumbnail))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Thumbnail thumbnail) {
    context
        .response()
        .putHeader("Content-Type", "image/jpeg")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Frame-Time", Times.text(thumbnail.epochMicros()))
        .end(Buffer.buffer(thumbnail.jpeg()));
  }

  private static PictureFault fault(String word) {
    return Arrays.stream(PictureFault.values())
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("there is no fault of pictures called " + Json.text(word)));
  }

  private void accept(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    if (!engine.judgesPicture(camera)) {
      throw notJudged(camera);
    }
    notes
        .note(context, "picture.accepted", Map.of("camera", camera))
        .onSuccess(noted -> accepted(context, camera))
        .onFailure(context::fail);
  }

  private void accepted(RoutingContext context, CameraId camera) {
    if (engine.acceptPicture(camera)) {
      context.response().setStatusCode(204).end();
    } else {
      context.fail(notJudged(camera));
    }
  }

  private static Problem notJudged(CameraId camera) {
    return Problem.notFound(
        "there is no camera " + camera + " whose picture is judged; see picture-health there");
  }
}
