package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.runtime.retention.Deletions;
import org.gatehouse.runtime.retention.Deletions.Receipt;
import org.gatehouse.runtime.retention.PartlyDeletedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes before its time what is about somebody; the receipt and the audit log say not whom. */
final class DeletionRoutes {
  private static final Logger log = LoggerFactory.getLogger(DeletionRoutes.class);

  private final Vertx vertx;
  private final EngineView engine;
  private final Notes notes;

  DeletionRoutes(Vertx vertx, EngineView engine, Notes notes) {
    this.vertx = vertx;
    this.engine = engine;
    this.notes = notes;
  }

  void mount(Router router) {
    router.post("/api/v1/deletions").handler(this::delete);
  }

  private void delete(RoutingContext context) {
    Body body = Body.of(context);
    Callable<Receipt> deletion = deletion(engine.deletions(), body);
    String reason = body.text("reason");
    // Before, that it was asked for; afterwards, what it came to.
    notes
        .note(context, "deletion.requested", Map.of("reason", reason))
        .compose(noted -> vertx.executeBlocking(deletion, false))
        .compose(receipt -> done(context, receipt))
        .onSuccess(receipt -> Json.send(context, tree(receipt)))
        .recover(e -> partly(context, e))
        .onFailure(
            e ->
                context.fail(
                    e instanceof StorageException
                        ? new Problem(507, "Not all is deleted", String.valueOf(e.getMessage()))
                        : e));
  }

  private Future<Receipt> done(RoutingContext context, Receipt receipt) {
    return note(context, "deletion.done", receipt).map(noted -> receipt);
  }

  /** What was deleted before a store failed is gone like the rest. */
  private Future<Receipt> partly(RoutingContext context, Throwable failure) {
    if (failure instanceof PartlyDeletedException part) {
      return note(context, "deletion.partly-done", part.receipt())
          .compose(noted -> Future.failedFuture(failure));
    }
    return Future.failedFuture(failure);
  }

  /** It has happened, whether it can be noted or not: then its receipt alone says so. */
  private Future<@Nullable Void> note(RoutingContext context, String action, Receipt receipt) {
    tell(receipt);
    return notes
        .note(context, action, tree(receipt))
        .recover(
            e -> {
              log.error("the deletion {} is done and not noted so", receipt.id());
              return Future.succeededFuture();
            });
  }

  /** Whoever keeps copies can let go of theirs; of whom it was nothing is told. */
  private void tell(Receipt receipt) {
    if (receipt.events() > 0) {
      tell("events", receipt.events(), receipt.undelivered(), receipt.at());
    }
    if (receipt.pictures() > 0) {
      tell("snapshots", receipt.pictures(), 0, receipt.at());
    }
    if (receipt.recordings().segments() > 0) {
      tell("recordings", receipt.recordings().segments(), 0, receipt.at());
    }
  }

  private void tell(String what, int count, long undelivered, Instant at) {
    engine.deleted(new EventDetail.DataDeleted(what, at, count, undelivered, "request"));
  }

  private static Callable<Receipt> deletion(Deletions deletions, Body body) {
    if (body.has("plate")) {
      String given = body.text("plate").strip();
      // Also as it is written: what a read of long ago says may be no plate as they are compared.
      Set<String> texts = new TreeSet<>(Set.of(Body.read(() -> PlateText.of(given))));
      texts.add(given);
      return () -> deletions.plate(texts);
    }
    if (body.has("event")) {
      UUID event = UUID.fromString(body.text("event"));
      String name = body.text("snapshot");
      return () -> deletions.snapshot(event, name);
    }
    CameraId camera = Requests.camera(body.text("camera"));
    Instant from = TimeRange.time("from", body.text("from"));
    Instant to = TimeRange.time("to", body.text("to"));
    if (!from.isBefore(to)) {
      throw Problem.badRequest("'from' must be before 'to', not " + from + " and " + to);
    }
    return body.flag("recordings", false)
        ? () -> deletions.timeWithRecordings(camera, from, to)
        : () -> deletions.time(camera, from, to);
  }

  private static Map<String, Object> tree(Receipt receipt) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", receipt.id().toString());
    tree.put("at", receipt.at().toString());
    tree.put("kind", receipt.kind());
    tree.put("events", receipt.events());
    tree.put("pictures", receipt.pictures());
    tree.put("held", receipt.held());
    tree.put("segments", receipt.recordings().segments());
    tree.put("heldSegments", receipt.recordings().held());
    return tree;
  }
}
