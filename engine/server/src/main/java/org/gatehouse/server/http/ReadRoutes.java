package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.StoredRead.Correction;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Plates that were read: sought, and corrected by people. The database is on worker threads. */
final class ReadRoutes {
  private static final int USUAL = 50;

  private final Vertx vertx;
  private final PlateReads reads;
  private final Ticker ticker;
  private final Notes notes;

  ReadRoutes(Vertx vertx, PlateReads reads, Ticker ticker, Notes notes) {
    this.vertx = vertx;
    this.reads = reads;
    this.ticker = ticker;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/reads").handler(this::search);
    router.put("/api/v1/reads/:id/correction").handler(this::correct);
  }

  private void search(RoutingContext context) {
    PlateQuery query = query(context);
    if (!query.isBounded()) {
      throw new Problem(
          422,
          "Too wide",
          "a search needs %d known characters in a row, or 'from' and 'to' at most %d hours apart"
              .formatted(PlatePattern.SELECTIVE, PlateQuery.LONGEST_SCAN.toHours()));
    }
    // A search for a plate is a look at personal data.
    notes
        .note(context, "reads.searched", asked(context))
        .compose(noted -> vertx.executeBlocking(() -> reads.search(query), false))
        .onSuccess(page -> Json.send(context, page(page, query.limit())))
        .onFailure(context::fail);
  }

  private static Map<String, String> asked(RoutingContext context) {
    Map<String, String> asked = new TreeMap<>();
    context.queryParams().forEach(asked::put);
    return asked;
  }

  private static PlateQuery query(RoutingContext context) {
    String plate = context.request().getParam("plate");
    String camera = context.request().getParam("camera");
    boolean lookAlikes = Boolean.parseBoolean(context.request().getParam("lookAlikes", "false"));
    try {
      return new PlateQuery(
          plate == null ? null : PlatePattern.of(plate, lookAlikes),
          camera == null ? null : Requests.camera(camera),
          time(context, "from"),
          time(context, "to"),
          Long.parseLong(context.request().getParam("before", "" + Long.MAX_VALUE)),
          Integer.parseInt(context.request().getParam("limit", "" + USUAL)));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Instant time(RoutingContext context, String name) {
    String text = context.request().getParam(name);
    return text == null ? null : TimeRange.time(name, text);
  }

  private void correct(RoutingContext context) {
    UUID event = UUID.fromString(Requests.path(context, "id"));
    JsonNode body = Json.parse(Objects.requireNonNullElse(context.body().asString(), ""));
    String who = Access.caller(context).who();
    Instant now = Instant.EPOCH.plusNanos(ticker.epochMicros() * 1000);
    Correction correction = new Correction(plate(body.path("plate").asText()), who, now);
    // Noted before it is done: what cannot be noted is not done. What was read stays beside it.
    notes
        .note(context, "read.corrected", Map.of("event", event, "plate", correction.text()))
        .compose(noted -> vertx.executeBlocking(() -> corrected(event, correction), false))
        .onSuccess(read -> Json.send(context, tree(read)))
        .onFailure(context::fail);
  }

  /** A plate in full: nothing in it stands for anything else. */
  private static String plate(String typed) {
    try {
      String text = PlatePattern.of(typed, false).text();
      if (text.indexOf('*') < 0 && text.indexOf('?') < 0) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // told below, like one with jokers
    }
    throw Problem.badRequest("'plate' must be a whole plate, such as 粤B12345, not '" + typed + "'");
  }

  private StoredRead corrected(UUID event, Correction correction) {
    try {
      StoredRead read = reads.correct(event, correction);
      if (read == null) {
        throw Problem.notFound("no plate was read by event " + event);
      }
      return read;
    } catch (StorageException e) {
      throw new Problem(507, "Insufficient storage", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> page(List<StoredRead> page, int limit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", page.stream().map(ReadRoutes::tree).toList());
    tree.put("next", page.size() < limit ? null : page.getLast().sequence());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(StoredRead read) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("sequence", read.sequence());
    tree.put("event", read.event().toString());
    tree.put("passageId", read.passageId());
    tree.put("camera", read.camera().value());
    tree.put("time", read.time().toString());
    tree.put("plate", read.text());
    tree.put("correction", read.correction() == null ? null : tree(read.correction()));
    return tree;
  }

  private static Map<String, Object> tree(Correction correction) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("plate", correction.text());
    tree.put("by", correction.by());
    tree.put("at", correction.at().toString());
    return tree;
  }
}
