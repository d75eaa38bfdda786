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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventLog.Delivery;
import org.gatehouse.contract.storage.EventLog.Replay;
import org.gatehouse.contract.storage.EventLog.Unsent;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.server.access.Caller;
import org.jspecify.annotations.Nullable;

/** What destinations did not get, and how they get it. The database is asked on worker threads. */
final class DeliveryRoutes {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final Vertx vertx;
  private final EngineView engine;
  private final Notes notes;

  DeliveryRoutes(Vertx vertx, EngineView engine, Notes notes) {
    this.vertx = vertx;
    this.engine = engine;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/destinations/:name/deliveries").handler(this::list);
    router.get("/api/v1/events/:id/deliveries").handler(this::ofEvent);
    router.post("/api/v1/destinations/:name/test").handler(this::test);
    router.post("/api/v1/destinations/:name/replay").handler(this::replay);
  }

  private String destination(RoutingContext context) {
    String name = Requests.path(context, "name");
    if (!engine.destinations().contains(name)) {
      throw Problem.notFound("there is no destination " + name);
    }
    return name;
  }

  private void list(RoutingContext context) {
    String name = destination(context);
    String state = Objects.requireNonNullElse(context.request().getParam("state"), "parked");
    int limit = (int) Requests.number(context, "limit", USUAL, 1, MOST);
    long after = Requests.number(context, "after", 0, 0, Long.MAX_VALUE);
    boolean parked = state.equals("parked");
    vertx
        .executeBlocking(() -> engine.events().unsent(name, parked, after, limit), false)
        .onSuccess(page -> Json.send(context, page(page, limit)))
        .onFailure(context::fail);
  }

  private void ofEvent(RoutingContext context) {
    UUID id = UUID.fromString(Requests.path(context, "id"));
    vertx
        .executeBlocking(() -> deliveries(id), false)
        .onSuccess(items -> Json.send(context, Map.of("items", items)))
        .onFailure(context::fail);
  }

  private List<?> deliveries(UUID id) {
    StoredEvent stored = engine.events().find(id);
    if (stored == null) {
      throw Problem.notFound("there is no event " + id);
    }
    Map<String, Delivery> owed =
        engine.events().deliveries(stored.sequence()).stream()
            .collect(Collectors.toMap(Delivery::destination, Function.identity()));
    return engine.destinations().stream().map(name -> tree(name, owed.get(name))).toList();
  }

  private static Map<String, @Nullable Object> tree(String name, @Nullable Delivery delivery) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("destination", name);
    tree.put("state", delivery == null ? "not-owed" : Caller.word(delivery.state()));
    tree.put("attempts", delivery == null ? null : delivery.attempts());
    tree.put("next", delivery == null ? null : text(delivery.next()));
    tree.put("reason", delivery == null ? null : delivery.reason());
    return tree;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static Map<String, @Nullable Object> page(List<Unsent> page, int limit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", page.stream().map(DeliveryRoutes::tree).toList());
    tree.put("next", page.size() < limit ? null : page.getLast().sequence());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Unsent unsent) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("sequence", unsent.sequence());
    tree.put("event", unsent.event().toString());
    tree.put("attempts", unsent.attempts());
    tree.put("next", text(unsent.next()));
    tree.put("reason", unsent.reason());
    return tree;
  }

  private void test(RoutingContext context) {
    String name = destination(context);
    notes
        .note(context, "destination.tested", Map.of("destination", name))
        .compose(noted -> vertx.executeBlocking(() -> engine.test(name), false))
        .onSuccess(
            stored -> {
              context.response().setStatusCode(202);
              Json.send(
                  context,
                  Map.of("event", stored.event().id().toString(), "sequence", stored.sequence()));
            })
        .onFailure(context::fail);
  }

  private void replay(RoutingContext context) {
    String name = destination(context);
    Replay which = which(Json.parse(Objects.requireNonNullElse(context.body().asString(), "")));
    // Noted before it is done: what cannot be noted is not done.
    notes
        .note(context, "deliveries.replayed", Map.of("destination", name))
        .compose(noted -> vertx.executeBlocking(() -> replayed(name, which), false))
        .onSuccess(count -> Json.send(context, Map.of("replayed", count)))
        .onFailure(context::fail);
  }

  private int replayed(String name, Replay which) {
    EventLog log = engine.events();
    try {
      int count = log.replay(name, which);
      if (count == 0 && which instanceof Replay.One one) {
        throw Problem.notFound("destination " + name + " was never owed an event " + one.event());
      }
      return count;
    } catch (StorageException e) {
      throw new Problem(507, "Insufficient storage", String.valueOf(e.getMessage()));
    } finally {
      engine.outbox().wake();
    }
  }

  /** One by its id, a stretch of the log, or all that was parked; the contract was checked. */
  private static Replay which(JsonNode body) {
    if (body.has("event")) {
      return new Replay.One(UUID.fromString(body.path("event").asText()));
    }
    long from = body.path("from").asLong(0);
    long to = body.path("to").asLong(Long.MAX_VALUE);
    if (!body.path("delivered").asBoolean()) {
      return new Replay.Parked(from, to);
    }
    if (!body.has("from") || !body.has("to")) {
      throw Problem.badRequest("what was delivered is replayed between 'from' and 'to' only");
    }
    return new Replay.Range(from, to);
  }
}
