package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the audit log what a request does, on behalf of whoever asks. What is answered after
 * that was noted: what cannot be noted is a 503. Thread-safe.
 */
final class Notes {
  private final Vertx vertx;
  private final AuditLog log;
  private final LookLog looks;

  Notes(Vertx vertx, AuditLog log, Ticker ticker) {
    this.vertx = vertx;
    this.log = log;
    this.looks = new LookLog(ticker);
  }

  /** Something that is done. Must be called on the event loop. */
  Future<@Nullable Void> note(RoutingContext context, String action, Map<String, ?> details) {
    return note(Access.caller(context), action, details);
  }

  /** Where from is said too; as the address if what is done is itself from some time on. */
  Future<@Nullable Void> note(Caller caller, String action, Map<String, ?> details) {
    Map<String, Object> all = new TreeMap<>(details);
    String from = caller.from();
    if (from != null) {
      all.put(all.containsKey("from") ? "address" : "from", from);
    }
    return Future.fromCompletionStage(
            log.later(action, caller.who(), caller.purpose(), all), vertx.getOrCreateContext())
        .recover(
            e ->
                Future.failedFuture(
                    new Problem(
                        503,
                        "Unavailable",
                        "this cannot be noted in the audit log, so it is not done: "
                            + e.getMessage())));
  }

  /**
   * A look at something: of those that one viewer takes at one thing one after the other the first
   * one in each minute for each purpose.
   *
   * @param what is looked at
   */
  Future<@Nullable Void> look(
      RoutingContext context, String action, String what, Map<String, ?> details) {
    return look(Access.caller(context), action, what, details);
  }

  Future<@Nullable Void> look(Caller caller, String action, String what, Map<String, ?> details) {
    LookLog.Look look = new LookLog.Look(caller.who(), caller.purpose(), action + " " + what);
    return looks.isNew(look)
        ? note(caller, action, details).onSuccess(noted -> looks.noted(look))
        : Future.<@Nullable Void>succeededFuture();
  }
}
