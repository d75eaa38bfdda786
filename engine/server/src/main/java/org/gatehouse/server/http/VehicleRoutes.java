package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.server.vehicles.ImportOutcome;
import org.gatehouse.server.vehicles.ListDesk;
import org.gatehouse.server.vehicles.VehicleSheet;
import org.jspecify.annotations.Nullable;

/**
 * Lists of vehicles. Owners' references are in the answers, for whoever keeps the lists, and not in
 * the audit log. What waits for the disk runs on worker threads.
 */
final class VehicleRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Vertx vertx;
  private final ListDesk lists;
  private final Notes notes;

  /** Held from looking at a plate's entries to replacing them, and while a sheet is taken. */
  private final Object writing = new Object();

  VehicleRoutes(Vertx vertx, ListDesk lists, Notes notes) {
    this.vertx = vertx;
    this.lists = lists;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/vehicles").handler(this::page);
    router.post("/api/v1/vehicles/import").handler(this::take);
    router.get("/api/v1/vehicles/:plate").handler(this::one);
    router.put("/api/v1/vehicles/:plate").handler(this::replace);
    router.delete("/api/v1/vehicles/:plate").handler(this::delete);
  }

  private <T> Future<T> ask(Callable<T> question) {
    return vertx.executeBlocking(() -> answered(question), false);
  }

  private static <T> T answered(Callable<T> question) throws Exception {
    try {
      return question.call();
    } catch (StorageException e) {
      throw new Problem(507, "Not stored", String.valueOf(e.getMessage()));
    } catch (ConfigException e) {
      throw new Problem(422, "A sheet with mistakes", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static String plate(RoutingContext context) {
    return Body.read(() -> PlateText.of(Requests.path(context, "plate")));
  }

  private void page(RoutingContext context) {
    int limit = (int) Requests.number(context, "limit", USUAL, 1, MOST);
    String after = Objects.requireNonNullElse(context.request().getParam("after"), "");
    notes
        .look(context, "lists.read", after, Map.of())
        .compose(noted -> ask(() -> lists.store().after(after, limit)))
        .onSuccess(entries -> Json.send(context, page(entries, limit)))
        .onFailure(context::fail);
  }

  private static Map<String, @Nullable Object> page(List<ListEntry> entries, int limit) {
    Set<String> plates = new TreeSet<>();
    entries.forEach(entry -> plates.add(entry.plate()));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", entries.stream().map(VehicleRoutes::tree).toList());
    tree.put("next", plates.size() < limit ? null : entries.getLast().plate());
    return tree;
  }

  private void one(RoutingContext context) {
    String plate = plate(context);
    notes
        .look(context, "lists.read", plate, Map.of("plate", plate))
        .compose(noted -> ask(() -> lists.store().of(plate)))
        .onSuccess(entries -> found(context, plate, entries))
        .onFailure(context::fail);
  }

  private static void found(RoutingContext context, String plate, List<ListEntry> entries) {
    if (entries.isEmpty()) {
      context.fail(Problem.notFound("no list has an entry of " + plate));
    } else {
      Json.send(context, tree(entries));
    }
  }

  private static Map<String, ?> tree(List<ListEntry> entries) {
    return Map.of("items", entries.stream().map(VehicleRoutes::tree).toList());
  }

  private void replace(RoutingContext context) {
    String plate = plate(context);
    Body body = Body.of(context);
    List<ListEntry> entries = new ArrayList<>();
    body.tree("items").forEach(item -> entries.add(Body.read(() -> entry(plate, item))));
    changed(context, plate, entries)
        .compose(counts -> ask(() -> lists.store().of(plate)))
        .onSuccess(known -> found(context, plate, known))
        .onFailure(context::fail);
  }

  private void delete(RoutingContext context) {
    String plate = plate(context);
    changed(context, plate, List.of())
        .onSuccess(counts -> context.response().setStatusCode(204).end())
        .onFailure(context::fail);
  }

  /** Looked at twice: before it is noted, and when nobody else can change it any more. */
  private Future<ListChange.Counts> changed(
      RoutingContext context, String plate, List<ListEntry> entries) {
    IfMatch wanted = IfMatch.of(context);
    List<String> kinds =
        entries.stream().map(entry -> ImportOutcome.word(entry.kind())).sorted().toList();
    Map<String, ?> details = Map.of("plate", plate, "kinds", String.join(" ", kinds));
    return ask(() -> checked(plate, entries, wanted))
        .compose(known -> notes.note(context, "lists.changed", details))
        .compose(noted -> ask(() -> replaced(plate, entries, wanted)));
  }

  private List<ListEntry> checked(String plate, List<ListEntry> entries, IfMatch wanted) {
    List<ListEntry> known = lists.store().of(plate);
    if (known.isEmpty() && entries.isEmpty()) {
      throw Problem.notFound("no list has an entry of " + plate);
    }
    wanted.check("what the lists say of " + plate, List.of(tree(known)));
    return known;
  }

  private ListChange.Counts replaced(String plate, List<ListEntry> entries, IfMatch wanted) {
    synchronized (writing) {
      checked(plate, entries, wanted);
      return lists.replace(plate, entries);
    }
  }

  private void take(RoutingContext context) {
    Body body = Body.of(context);
    byte[] csv = body.text("csv").getBytes(StandardCharsets.UTF_8);
    boolean apply = body.text("mode").equals("apply");
    boolean prune = body.flag("prune", false);
    notes
        .note(context, "lists.imported", Map.of("mode", body.text("mode"), "prune", prune))
        .compose(noted -> ask(() -> take(csv, apply, prune)))
        .onSuccess(outcome -> Json.send(context, outcome.tree()))
        .onFailure(context::fail);
  }

  private ImportOutcome take(byte[] csv, boolean apply, boolean prune) {
    VehicleSheet sheet = lists.sheet("csv", () -> new ByteArrayInputStream(csv), csv.length);
    if (!apply) {
      return lists.take(sheet, false, prune, (what, done) -> {});
    }
    synchronized (writing) {
      return lists.take(sheet, true, prune, (what, done) -> {});
    }
  }

  private static ListEntry entry(String plate, JsonNode item) {
    return new ListEntry(
        plate,
        ListKind.valueOf(item.path("kind").asText().toUpperCase(Locale.ROOT)),
        time(item, "from"),
        time(item, "until"),
        Set.copyOf(texts(item, "lanes")),
        texts(item, "schedule"),
        item.hasNonNull("owner") ? item.path("owner").asText() : null,
        item.path("passes").asInt());
  }

  private static @Nullable Instant time(JsonNode item, String key) {
    return item.hasNonNull(key) ? TimeRange.time(key, item.path(key).asText()) : null;
  }

  private static List<String> texts(JsonNode item, String key) {
    List<String> all = new ArrayList<>();
    item.path(key).forEach(one -> all.add(one.asText()));
    return all;
  }

  private static Map<String, @Nullable Object> tree(ListEntry entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("plate", entry.plate());
    tree.put("kind", ImportOutcome.word(entry.kind()));
    tree.put("from", entry.from() == null ? null : entry.from().toString());
    tree.put("until", entry.until() == null ? null : entry.until().toString());
    tree.put("lanes", List.copyOf(new TreeSet<>(entry.lanes())));
    tree.put("schedule", entry.schedule());
    tree.put("owner", entry.owner());
    tree.put("passes", entry.passes());
    return tree;
  }
}
