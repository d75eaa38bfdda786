package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.alarm.AlarmOrder;
import org.gatehouse.runtime.alarm.AlarmRefusedException;

/**
 * What people do about alarms: one after the other, so that what is noted in the audit log is what
 * was done, and of two who do the same the second gets a 409. Confined to the server's event loop.
 */
final class AlarmOrders {
  private final Vertx vertx;
  private final EngineView engine;
  private final AlarmBoard board;
  private final Notes notes;
  private final Ticker ticker;

  /** Done when nobody's turn is before the next one's. */
  private Future<?> turn = Future.succeededFuture();

  AlarmOrders(Vertx vertx, EngineView engine, Notes notes, Ticker ticker) {
    this.vertx = vertx;
    this.engine = engine;
    this.board = engine.alarms();
    this.notes = notes;
    this.ticker = ticker;
  }

  void mount(Router router) {
    router.post("/api/v1/alarms/acknowledge").handler(this::acknowledgeAll);
    router
        .post("/api/v1/alarms/:alarm/acknowledge")
        .handler(context -> one(context, acknowledge(Body.of(context))));
    router
        .post("/api/v1/alarms/:alarm/comments")
        .handler(
            context ->
                one(context, read(() -> new AlarmOrder.Comment(text(Body.of(context), "text")))));
    router
        .put("/api/v1/alarms/:alarm/assignee")
        .handler(context -> one(context, new AlarmOrder.Assign(text(Body.of(context), "to"))));
    router.post("/api/v1/alarms/:alarm/shelve").handler(context -> one(context, shelve(context)));
    router
        .post("/api/v1/alarms/:alarm/unshelve")
        .handler(context -> one(context, new AlarmOrder.Unshelve()));
    router
        .post("/api/v1/alarms/:alarm/out-of-service")
        .handler(
            context ->
                one(context, read(() -> new AlarmOrder.TakeOut(text(Body.of(context), "reason")))));
    router
        .post("/api/v1/alarms/:alarm/in-service")
        .handler(context -> one(context, new AlarmOrder.PutBack()));
  }

  private static AlarmOrder read(Supplier<AlarmOrder> reading) {
    return Body.read(reading::get);
  }

  private static String text(Body body, String key) {
    return Objects.requireNonNullElse(body.optional(key), "").strip();
  }

  private static AlarmOrder acknowledge(Body body) {
    return new AlarmOrder.Acknowledge(text(body, "comment"));
  }

  private static AlarmOrder shelve(RoutingContext context) {
    Body body = Body.of(context);
    Duration time = Duration.ofMinutes(body.tree("minutes").asLong());
    return read(() -> new AlarmOrder.Shelve(text(body, "reason"), time));
  }

  private void one(RoutingContext context, AlarmOrder order) {
    long number = AlarmRoutes.number(context);
    inTurn(() -> ordered(context, number, order))
        .onSuccess(record -> Json.send(context, AlarmTree.of(record)))
        .onFailure(context::fail);
  }

  private Future<AlarmRecord> ordered(RoutingContext context, long number, AlarmOrder order) {
    AlarmRecord before = AlarmRoutes.found(board, number);
    try {
      preview(context, number, order);
    } catch (AlarmRefusedException e) {
      return Future.failedFuture(refused(e));
    }
    Map<String, Object> details = new TreeMap<>();
    details.put("alarm", number);
    details.put("about", before.alarm().id());
    details.put("text", order.text());
    return notes
        .note(context, action(order), details)
        .compose(noted -> done(context, number, order))
        .compose(this::kept);
  }

  private void preview(RoutingContext context, long number, AlarmOrder order)
      throws AlarmRefusedException {
    board.preview(number, order, who(context), now());
  }

  private Future<AlarmRecord> done(RoutingContext context, long number, AlarmOrder order) {
    try {
      AlarmRecord record = board.order(number, order, who(context), now());
      return Future.succeededFuture(record == null ? AlarmRoutes.found(board, number) : record);
    } catch (AlarmRefusedException e) {
      return Future.failedFuture(refused(e));
    }
  }

  private <T> Future<T> kept(T answer) {
    return vertx.executeBlocking(
        () -> {
          try {
            engine.keepAlarms();
            return answer;
          } catch (StorageException e) {
            throw new Problem(
                507,
                "Insufficient storage",
                "it is done, and would be forgotten by a restart: " + e.getMessage());
          }
        },
        false);
  }

  private void acknowledgeAll(RoutingContext context) {
    Body body = Body.of(context);
    List<Long> numbers = new ArrayList<>();
    body.tree("numbers").forEach(number -> numbers.add(number.asLong()));
    inTurn(() -> acknowledged(context, numbers, acknowledge(body)))
        .onSuccess(answer -> Json.send(context, answer))
        .onFailure(context::fail);
  }

  private Future<Map<String, Object>> acknowledged(
      RoutingContext context, List<Long> numbers, AlarmOrder order) {
    List<Long> possible = new ArrayList<>();
    List<Map<String, Object>> refused = new ArrayList<>();
    for (long number : numbers) {
      try {
        AlarmRoutes.found(board, number);
        preview(context, number, order);
        possible.add(number);
      } catch (AlarmRefusedException | Problem e) {
        refused.add(Map.of("number", number, "detail", String.valueOf(e.getMessage())));
      }
    }
    if (possible.isEmpty()) {
      return Future.failedFuture(
          new Problem(
              409,
              "Conflict",
              "none of these can be acknowledged; the first: " + refused.getFirst().get("detail")));
    }
    String written = possible.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return notes
        .note(context, action(order), Map.of("alarms", written, "text", order.text()))
        .compose(noted -> acknowledged(context, possible, refused, order))
        .compose(this::kept);
  }

  private Future<Map<String, Object>> acknowledged(
      RoutingContext context,
      List<Long> possible,
      List<Map<String, Object>> refused,
      AlarmOrder order) {
    List<Long> done = new ArrayList<>();
    for (long number : possible) {
      try {
        board.order(number, order, who(context), now());
        done.add(number);
      } catch (AlarmRefusedException e) {
        refused.add(Map.of("number", number, "detail", String.valueOf(e.getMessage())));
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("acknowledged", done);
    answer.put("refused", refused);
    return Future.succeededFuture(answer);
  }

  /** After all that began before it, however that ended. */
  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> mine = turn.transform(before -> supplied(work));
    turn = mine;
    return mine;
  }

  private static <T> Future<T> supplied(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (Problem e) {
      return Future.failedFuture(e);
    }
  }

  private static Problem refused(AlarmRefusedException e) {
    return new Problem(409, "Conflict", String.valueOf(e.getMessage()));
  }

  private static String action(AlarmOrder order) {
    return "alarm." + AlarmTree.word(order.deed());
  }

  private static String who(RoutingContext context) {
    return Access.caller(context).who();
  }

  private Instant now() {
    return Instant.EPOCH.plusNanos(ticker.epochMicros() * 1000);
  }
}
