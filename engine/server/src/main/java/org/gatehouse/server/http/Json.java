package org.gatehouse.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;

/** Writes trees of maps and lists as JSON. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String SENT = "gatehouse.sent";

  private Json() {}

  static String text(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps, lists and scalars always serialises", e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("the body is not JSON: " + e.getOriginalMessage());
    }
  }

  static void send(RoutingContext context, Map<String, ?> tree) {
    sendText(context, text(tree));
  }

  /** Has somebody told of the answer's body, whether or not the client is still there. */
  static void whenSent(RoutingContext context, Consumer<String> told) {
    context.put(SENT, told);
  }

  /** With an entity tag (RFC 9110 §8.8.3): a client that has this answer already gets 304. */
  static void sendText(RoutingContext context, String text) {
    sendText(context, text, Long.toHexString(hash(text)));
  }

  /** The entity tag, without its quotes, of what is sent under no name of its own. */
  static String tag(Map<String, ?> tree) {
    return Long.toHexString(hash(text(tree)));
  }

  /** To be called with each answer that has a body, before it is sent. */
  static void tell(RoutingContext context, String text) {
    Consumer<String> told = context.get(SENT);
    if (told != null) {
      told.accept(text);
    }
  }

  /**
   * Under the name of a state that the client may name again when it changes it.
   *
   * @param state what tells it from any other state
   */
  static void send(RoutingContext context, Map<String, ?> tree, String state) {
    sendText(context, text(tree), state);
  }

  private static void sendText(RoutingContext context, String text, String state) {
    tell(context, text);
    String tag = '"' + state + '"';
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Type", "application/json; charset=utf-8")
            .putHeader("Cache-Control", "no-store")
            .putHeader("ETag", tag);
    boolean asked = context.request().method().equals(HttpMethod.GET);
    if (asked
        && response.getStatusCode() == 200
        && tag.equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      response.end(text);
    }
  }

  /** 64 bits: two answers of one address that share them by chance are not to be expected. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
