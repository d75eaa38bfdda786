package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.SnapshotStore;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Events and their pictures. The database and the files are read on worker threads. */
final class EventRoutes {
  private static final int MOST = 500;

  /** Events that somebody who asks for new ones may have from one look that is noted. */
  private static final int FEW = 100;

  private final Vertx vertx;
  private final EventLog events;
  private final SnapshotStore snapshots;
  private final Notes notes;
  private final PlateLooks looks;

  EventRoutes(Vertx vertx, EventLog events, SnapshotStore snapshots, Notes notes) {
    this.vertx = vertx;
    this.events = events;
    this.snapshots = snapshots;
    this.notes = notes;
    this.looks = new PlateLooks(notes);
  }

  void mount(Router router) {
    router.get("/api/v1/events").handler(this::list);
    router.get("/api/v1/events/:id").handler(this::one);
    router.get("/api/v1/events/:id/snapshots/:file").handler(this::snapshot);
  }

  private void list(RoutingContext context) {
    Requests.notBoth(context, "after", "before");
    int limit = (int) Requests.number(context, "limit", 50, 1, MOST);
    long after = Requests.number(context, "after", -1, 0, Long.MAX_VALUE);
    long before = Requests.number(context, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    vertx
        .executeBlocking(
            () -> after >= 0 ? events.after(after, limit) : events.before(before, limit), false)
        .compose(
            page ->
                looks
                    .events(context, where(after, before, limit, page.size()), page)
                    .map(noted -> page))
        .onSuccess(page -> Json.send(context, page(page, limit)))
        .onFailure(context::fail);
  }

  /**
   * Who asks for the newest again and again, or for the few that came since, looks at one thing.
   * Who reads what is stored page by page does not, and who goes back to where they began neither.
   */
  private static String where(long after, long before, int limit, int found) {
    if (after >= 0) {
      return found < limit ? "since " + after / FEW : "after " + after;
    }
    return before == Long.MAX_VALUE ? "newest " + limit : "before " + before;
  }

  private static Map<String, @Nullable Object> page(List<StoredEvent> page, int limit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", page.stream().map(EventFields::of).toList());
    tree.put("next", page.size() < limit ? null : page.getLast().sequence());
    return tree;
  }

  private void one(RoutingContext context) {
    UUID id = id(context);
    vertx
        .executeBlocking(() -> found(id), false)
        .compose(event -> looks.event(context, event).map(noted -> event))
        .onSuccess(event -> Json.send(context, EventFields.of(event)))
        .onFailure(context::fail);
  }

  private void snapshot(RoutingContext context) {
    UUID id = id(context);
    String file = Requests.path(context, "file");
    vertx
        .executeBlocking(() -> read(id, file), false)
        // A look at personal data leaves a trace, before it is had.
        .compose(
            jpeg ->
                notes
                    .look(
                        context,
                        "snapshot.seen",
                        id + "/" + file,
                        Map.of("event", id, "snapshot", file))
                    .map(noted -> jpeg))
        .onSuccess(
            jpeg ->
                context
                    .response()
                    .putHeader("Content-Type", "image/jpeg")
                    .putHeader("Cache-Control", "private, max-age=3600")
                    .end(Buffer.buffer(jpeg)))
        .onFailure(context::fail);
  }

  private byte[] read(UUID id, String file) throws IOException {
    StoredEvent stored = found(id);
    // Only a name that the event itself carries reaches the file system.
    String name =
        stored.event().snapshots().stream()
            .map(Snapshot::name)
            .filter(known -> file.equals(known + ".jpg"))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("event " + id + " has no snapshot " + file));
    try {
      return snapshots.read(id, name);
    } catch (NoSuchFileException e) {
      throw new Problem(410, "Gone", "the snapshot of event " + id + " was deleted");
    }
  }

  private StoredEvent found(UUID id) {
    StoredEvent stored = events.find(id);
    if (stored == null) {
      throw Problem.notFound("there is no event " + id);
    }
    return stored;
  }

  private static UUID id(RoutingContext context) {
    String text = Requests.path(context, "id");
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("an event's id is a UUID, not '" + text + "'");
    }
  }
}
