package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.runtime.footage.SegmentPages;
import org.jspecify.annotations.Nullable;

/** Recorded segments: a list for each camera, and the files by HTTP Range (RFC 9110 §14). */
final class RecordingRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Vertx vertx;
  private final Footage footage;
  private final Notes notes;

  RecordingRoutes(Vertx vertx, Footage footage, Notes notes) {
    this.vertx = vertx;
    this.footage = footage;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/recordings").handler(this::list);
    router.get("/api/v1/recordings/:camera/:file").handler(this::file);
  }

  private void list(RoutingContext context) {
    StreamId stream = StreamId.main(Requests.camera(context.request().getParam("camera", "")));
    int limit = (int) Requests.number(context, "limit", USUAL, 1, MOST);
    String from = context.request().getParam("before");
    Instant before = from == null ? Instant.MAX : TimeRange.time("before", from);
    vertx
        .executeBlocking(() -> SegmentPages.before(footage, stream, before, limit), false)
        .onSuccess(page -> Json.send(context, page(page, limit)))
        .onFailure(context::fail);
  }

  private static Map<String, @Nullable Object> page(List<SegmentInfo> page, int limit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", page.stream().map(RecordingRoutes::tree).toList());
    tree.put("next", page.size() < limit ? null : page.getLast().start().toString());
    return tree;
  }

  private static Map<String, Object> tree(SegmentInfo segment) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("camera", segment.stream().camera().value());
    tree.put("file", segment.file());
    tree.put("start", segment.start().toString());
    tree.put("durationSeconds", segment.durationMicros() / 1e6);
    tree.put("bytes", segment.bytes());
    tree.put("url", "api/v1/recordings/" + segment.stream().camera() + "/" + segment.file());
    return tree;
  }

  private void file(RoutingContext context) {
    CameraId camera = Requests.camera(Requests.path(context, "camera"));
    String file = Requests.path(context, "file");
    vertx
        .executeBlocking(() -> path(camera, file), false)
        .compose(
            path ->
                notes
                    .look(context, "recording.seen", file, Map.of("camera", camera, "file", file))
                    .map(noted -> path))
        .onSuccess(path -> send(context, path, "video/mp4"))
        .onFailure(context::fail);
  }

  private Path path(CameraId camera, String file) throws IOException {
    try {
      return footage.path(StreamId.main(camera), file);
    } catch (NoSuchFileException e) {
      throw Problem.notFound("camera " + camera + " has no recording " + file);
    }
  }

  /** A file, or the part of it that is asked for. */
  static void send(RoutingContext context, Path path, String type) {
    long size = path.toFile().length();
    ByteRange range = ByteRange.parse(context.request().getHeader("Range"), size);
    var response = context.response().putHeader("Accept-Ranges", "bytes");
    response.putHeader("Cache-Control", "no-store");
    if (range == null) {
      ByteRange.refuse(context, size);
      return;
    }
    response.putHeader("Content-Type", type);
    if (range.partial()) {
      response.setStatusCode(206).putHeader("Content-Range", range.header(size));
    }
    response.sendFile(path.toString(), range.from(), range.length()).onFailure(context::fail);
  }
}
