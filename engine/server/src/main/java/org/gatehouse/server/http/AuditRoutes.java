package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.server.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/** The audit log, to be read by admins; a look at it is noted too. */
final class AuditRoutes {
  private static final int MOST = 500;

  private final Vertx vertx;
  private final AuditLog log;
  private final Notes notes;

  AuditRoutes(Vertx vertx, AuditLog log, Notes notes) {
    this.vertx = vertx;
    this.log = log;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/audit").handler(this::list);
    router.get("/api/v1/audit/head").handler(this::head);
  }

  private void list(RoutingContext context) {
    Requests.notBoth(context, "after", "before");
    int limit = (int) Requests.number(context, "limit", 100, 1, MOST);
    long after = Requests.number(context, "after", -1, 0, Long.MAX_VALUE);
    long before = Requests.number(context, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    notes
        .look(context, "audit.read", "", Map.of())
        .compose(
            noted ->
                vertx.executeBlocking(
                    () ->
                        after >= 0
                            ? log.rows().after(after, limit)
                            : log.rows().before(before, limit),
                    false))
        .onSuccess(rows -> Json.send(context, page(rows, limit)))
        .onFailure(context::fail);
  }

  private static Map<String, @Nullable Object> page(List<AuditRow> rows, int limit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("items", rows.stream().map(AuditRoutes::tree).toList());
    tree.put("next", rows.size() < limit ? null : rows.getLast().sequence());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(AuditRow row) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("sequence", row.sequence());
    tree.put("time", row.entry().time().toString());
    tree.put("who", row.entry().who());
    tree.put("action", row.entry().action());
    tree.put("purpose", row.entry().purpose());
    tree.put("details", row.entry().details());
    tree.put("hash", row.hash());
    return tree;
  }

  private void head(RoutingContext context) {
    vertx
        .executeBlocking(log::head, false)
        .onSuccess(
            head ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(head))
        .onFailure(context::fail);
  }
}
