package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state that a client says it changes: {@code If-Match} with one entity tag (RFC 9110 §13.1.1).
 *
 * @param tag without its quotes; null if the client says nothing
 */
record IfMatch(@Nullable String tag) {
  private static final Pattern TAG = Pattern.compile("\"([0-9a-f]{1,64})\"");

  static IfMatch of(RoutingContext context) {
    String header = context.request().getHeader("If-Match");
    if (header == null) {
      return new IfMatch(null);
    }
    var matcher = TAG.matcher(header.strip());
    if (!matcher.matches()) {
      throw Problem.badRequest("If-Match: expected one ETag in quotes as it was read");
    }
    return new IfMatch(matcher.group(1));
  }

  /**
   * Lets a change be made, or refuses it with 412.
   *
   * @param answers those in which the client may have read the state that there is now
   */
  void check(String what, List<Map<String, ?>> answers) {
    if (tag != null && answers.stream().noneMatch(answer -> tag.equals(Json.tag(answer)))) {
      throw new Problem(
          412, "Changed meanwhile", what + " changed since it was read: read it again");
    }
  }
}
