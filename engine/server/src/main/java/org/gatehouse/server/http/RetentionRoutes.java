package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.retention.Retention;
import org.gatehouse.runtime.retention.RetentionReport;
import org.gatehouse.runtime.retention.Volume;
import org.jspecify.annotations.Nullable;

/** Holds, and how retention stands. What waits for the disk runs on worker threads. */
final class RetentionRoutes {
  private static final int LONGEST_TEXT = 500;

  private final Vertx vertx;
  private final Retention retention;
  private final Notes notes;

  RetentionRoutes(Vertx vertx, Retention retention, Notes notes) {
    this.vertx = vertx;
    this.retention = retention;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/retention").handler(this::status);
    router.get("/api/v1/holds").handler(this::list);
    router.post("/api/v1/holds").handler(this::place);
    router.delete("/api/v1/holds/:id").handler(this::release);
  }

  private void list(RoutingContext context) {
    List<?> items = retention.holds().active().stream().map(RetentionRoutes::tree).toList();
    Json.send(context, Map.of("items", items));
  }

  private void place(RoutingContext context) {
    JsonNode body = Json.parse(Objects.requireNonNullElse(context.body().asString(), ""));
    CameraId camera = Requests.camera(text(body, "camera"));
    Instant from = time(body, "from");
    Instant to = time(body, "to");
    String owner = text(body, "owner");
    String reason = text(body, "reason");
    Instant expires = time(body, "expires");
    Hold hold =
        Body.read(() -> retention.holds().propose(camera, from, to, owner, reason, expires));
    notes
        .note(context, "hold.placed", tree(hold))
        .compose(noted -> vertx.executeBlocking(() -> placed(hold), false))
        .onSuccess(
            placed -> {
              context.response().setStatusCode(201);
              Json.send(context, tree(placed));
            })
        .onFailure(context::fail);
  }

  private Hold placed(Hold hold) {
    try {
      return retention.holds().place(hold);
    } catch (StorageException e) {
      throw new Problem(507, "Insufficient storage", String.valueOf(e.getMessage()));
    }
  }

  private void release(RoutingContext context) {
    String id = Requests.path(context, "id");
    String who = Access.caller(context).who();
    String said = context.request().getParam("by");
    // What somebody says of themselves does not hide who they are.
    String by = said == null ? who : said + " (" + who + ")";
    Hold known =
        retention.holds().active().stream()
            .filter(hold -> hold.id().equals(id))
            .findFirst()
            .orElseThrow(() -> noHold(id));
    notes
        .note(context, "hold.released", Map.of("hold", id, "owner", known.owner(), "by", by))
        .compose(noted -> vertx.executeBlocking(() -> released(id, by), false))
        .onSuccess(released -> context.response().setStatusCode(204).end())
        .onFailure(context::fail);
  }

  private static Problem noHold(String id) {
    return Problem.notFound("there is no hold " + id);
  }

  private Hold released(String id, String by) {
    try {
      Hold hold = retention.holds().release(id, by);
      if (hold == null) {
        throw noHold(id);
      }
      return hold;
    } catch (StorageException e) {
      throw new Problem(507, "Insufficient storage", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> tree(Hold hold) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", hold.id());
    tree.put("camera", hold.camera().value());
    tree.put("from", hold.from().toString());
    tree.put("to", hold.to().toString());
    tree.put("owner", hold.owner());
    tree.put("reason", hold.reason());
    tree.put("expires", hold.expires().toString());
    tree.put("placed", hold.placed().toString());
    return tree;
  }

  private static String text(JsonNode body, String key) {
    JsonNode value = body.path(key);
    String text = value.isTextual() ? value.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw Problem.badRequest(
          "'" + key + "' must be a text of 1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private static Instant time(JsonNode body, String key) {
    String text = text(body, key);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Problem.badRequest(
          "'" + key + "' must be a time such as 2026-11-26T10:00:00Z, not '" + text + "'");
    }
  }

  private void status(RoutingContext context) {
    RetentionReport report = retention.report();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("at", report.at().toString());
    tree.put("capacityBytes", limit(report.capacity()));
    tree.put("neededBytes", Math.round(report.needed()));
    tree.put("heldBytes", report.held());
    tree.put("riskHours", hours(report.riskHours()));
    tree.put("stuckSegments", retention.stuck());
    tree.put("classes", report.classes().stream().map(RetentionRoutes::tree).toList());
    Json.send(context, tree);
  }

  private static Map<String, @Nullable Object> tree(RetentionReport.OfClass of) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", of.terms().name());
    tree.put("minimumSeconds", of.terms().minimum().toSeconds());
    tree.put(
        "maximumSeconds", of.terms().maximum() == null ? null : of.terms().maximum().toSeconds());
    tree.put("quotaBytes", limit(of.terms().quota()));
    tree.put("cameraQuotaBytes", limit(of.terms().cameraQuota()));
    tree.put("cameras", of.cameras());
    tree.put("bytes", of.bytes());
    tree.put("oldest", of.oldest() == null ? null : of.oldest().toString());
    tree.put("bytesPerHour", Math.round(of.bytesPerHour()));
    tree.put("brokenCameras", of.broken());
    tree.put("riskHours", hours(of.riskHours()));
    return tree;
  }

  private static @Nullable Long limit(long bytes) {
    return bytes == Volume.UNLIMITED ? null : Long.valueOf(bytes);
  }

  private static @Nullable Double hours(double hours) {
    return Double.isFinite(hours) ? Double.valueOf(hours) : null;
  }
}
