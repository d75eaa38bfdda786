package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.picture.CurrentPictures;
import org.gatehouse.runtime.supervise.Lease;

/** The current picture of a camera as JPEG; never an old one for a current one. */
final class SnapshotRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int NARROWEST = 64;
  private static final int WIDEST = 7680;

  /** Widths are rounded up to these, so that viewers share pictures. */
  private static final int STEP = 64;

  private static final Set<String> WITH_PICTURES = Set.of("streaming", "frozen");

  /** States that may become streaming by our looking. */
  private static final Set<String> TO_BE_OPENED = Set.of("idle", "connecting");

  private final Vertx vertx;
  private final EngineView engine;
  private final Notes notes;

  SnapshotRoutes(Vertx vertx, EngineView engine, Notes notes) {
    this.vertx = vertx;
    this.engine = engine;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/cameras/:camera/snapshot.jpg").handler(this::snapshot);
  }

  private void snapshot(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    boolean small = "sub".equals(context.request().getParam("stream"));
    int width = width(context);
    CameraView view = view(camera);
    StreamSource source = engine.live(small ? StreamId.sub(camera) : StreamId.main(camera));
    if (source == null) {
      throw Problem.notFound("camera " + camera + " has no smaller stream");
    }
    if (!small && !WITH_PICTURES.contains(view.state()) && !TO_BE_OPENED.contains(view.state())) {
      throw noSignal(camera, view.state() + " since " + view.since() + ": " + view.detail());
    }
    Slow.ask(vertx, () -> picture(camera, source, width))
        .compose(
            picture ->
                notes
                    .look(
                        context,
                        "picture.seen",
                        camera.value(),
                        Map.of("camera", camera, "taken", Times.text(picture.epochMicros())))
                    .map(noted -> picture))
        .onSuccess(picture -> send(context, picture))
        .onFailure(context::fail);
  }

  private CurrentPictures.Picture picture(CameraId camera, StreamSource source, int width)
      throws InterruptedException {
    Lease lease = engine.want(source.id());
    try {
      return engine.pictures().of(source, width, PATIENCE);
    } catch (CurrentPictures.NoPicture e) {
      throw noSignal(camera, String.valueOf(e.getMessage()));
    } finally {
      lease.close();
    }
  }

  private static Problem noSignal(CameraId camera, String why) {
    return new Problem(503, "No picture", "camera " + camera + ": " + why);
  }

  private CameraView view(CameraId camera) {
    return engine.cameras().stream()
        .filter(one -> one.id().equals(camera.value()))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("there is no camera " + camera));
  }

  private static int width(RoutingContext context) {
    String text = context.request().getParam("width");
    if (text == null) {
      return WIDEST;
    }
    if (!text.matches("\\d{1,5}")) {
      throw Problem.badRequest("width: expected a whole number of pixels, but saw '" + text + "'");
    }
    int wanted = Math.clamp(Integer.parseInt(text), NARROWEST, WIDEST);
    return (wanted + STEP - 1) / STEP * STEP;
  }

  private static void send(RoutingContext context, CurrentPictures.Picture picture) {
    Instant taken = Instant.EPOCH.plus(picture.epochMicros(), ChronoUnit.MICROS);
    long now = Ticker.system().epochMicros();
    context
        .response()
        .putHeader("Content-Type", "image/jpeg")
        .putHeader("Cache-Control", "no-store")
        .putHeader(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(taken.atOffset(ZoneOffset.UTC)))
        .putHeader("Age", Long.toString(Math.max(0, (now - picture.epochMicros()) / 1_000_000)))
        .putHeader("X-Frame-Time", Times.text(picture.epochMicros()))
        .end(io.vertx.core.buffer.Buffer.buffer(picture.jpeg()));
  }
}
