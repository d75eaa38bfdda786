package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors as RFC 9457 problem details. */
final class Problem extends RuntimeException {
  static final String TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient Map<String, Object> more;

  Problem(int status, String title, String detail) {
    this(status, title, detail, Map.of());
  }

  /**
   * With members of its own (RFC 9457, section 3.2).
   *
   * @param more members beside those that every problem has
   */
  Problem(int status, String title, String detail, Map<String, Object> more) {
    super(detail, null, false, false);
    this.more = more;
    this.status = status;
    this.title = title;
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  void send(RoutingContext context) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", String.valueOf(getMessage()));
    body.putAll(more);
    String text = Json.text(body);
    Json.tell(context, text);
    context.response().setStatusCode(status).putHeader("Content-Type", TYPE).end(text);
  }
}
