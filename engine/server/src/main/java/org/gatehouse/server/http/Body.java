package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a request's body, whose form {@link RequestCheck} has held against the contract. */
final class Body {
  private final JsonNode tree;

  private Body(JsonNode tree) {
    this.tree = tree;
  }

  static Body of(RoutingContext context) {
    return new Body(Json.parse(Objects.requireNonNullElse(context.body().asString(), "{}")));
  }

  boolean has(String key) {
    return tree.hasNonNull(key);
  }

  String text(String key) {
    return tree.path(key).asText();
  }

  @Nullable String optional(String key) {
    return has(key) ? text(key) : null;
  }

  boolean flag(String key, boolean otherwise) {
    return tree.path(key).asBoolean(otherwise);
  }

  List<String> texts(String key) {
    List<String> all = new ArrayList<>();
    tree.path(key).forEach(one -> all.add(one.asText()));
    return all;
  }

  JsonNode tree(String key) {
    return tree.path(key);
  }

  /** What throws an IllegalArgumentException with a message for the asker. */
  interface Reading<T> {
    T read();
  }

  /** The value, or a 400 with what is wrong with it. */
  static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
