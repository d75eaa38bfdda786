package org.gatehouse.bench.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.bench.api.Contract.Operation;
import org.gatehouse.bench.api.Contract.Parameter;
import org.jspecify.annotations.Nullable;

/** Makes requests that break a contract in one place each. Stateless. */
final class Negatives {
  private static final List<String> TEXTS =
      List.of(
          "",
          "\0",
          "../../etc/passwd",
          "..%2f..%2fetc%2fpasswd",
          "-1",
          "9".repeat(40),
          "1e999999999",
          "x".repeat(3000),
          "null",
          "' OR 1=1 --",
          "%%%_*?",
          "\ud83d\ude80é\u202e",
          "2026-13-45T99:99:99Z");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "17",
          "{}x",
          "{\"a\":1,\"a\":2}",
          "[".repeat(2000),
          "\"" + "x".repeat(70_000) + "\"",
          "{\"a\":" + "9".repeat(5000) + "}",
          "\ufeff{}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "-1e300",
          "9e18",
          "true",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"\"",
          "\"" + "x".repeat(5000) + "\"",
          "\"\\u0000\"");

  private final Contract contract;
  private final ObjectMapper json = new ObjectMapper();

  Negatives(Contract contract) {
    this.contract = contract;
  }

  /**
   * A request.
   *
   * @param body null for none
   */
  record Request(String method, String address, @Nullable String body, String type) {
    @Override
    public String toString() {
      String text = method + " " + address + " " + (body == null ? "" : body);
      return text.substring(0, Math.min(200, text.length()));
    }
  }

  /** All that are made of an operation. */
  List<Request> of(Operation operation) {
    List<Request> all = new ArrayList<>();
    String body = operation.body() == null ? null : text(contract.fitting(operation.body()));
    for (Parameter parameter : operation.parameters()) {
      for (String nonsense : TEXTS) {
        all.add(request(operation, address(operation, parameter, nonsense), body));
      }
      if (parameter.required() && !parameter.inPath()) {
        all.add(request(operation, address(operation, parameter, null), body));
      }
    }
    String address = address(operation, null, "");
    all.add(
        request(operation, address + (address.indexOf('?') < 0 ? "?" : "&") + "unheard=1", body));
    all.add(new Request("TRACE", address, null, ""));
    if (operation.body() == null) {
      all.add(request(operation, address, operation.method().equals("GET") ? "[]" : "{}"));
    } else {
      bodies(operation, address, all);
    }
    return all;
  }

  private void bodies(Operation operation, String address, List<Request> all) {
    String fitting = text(contract.fitting(Objects.requireNonNull(operation.body())));
    for (String nonsense : BODIES) {
      all.add(request(operation, address, nonsense));
    }
    all.add(new Request(operation.method(), address, fitting, "text/xml"));
    if (!(tree(fitting) instanceof ObjectNode body)) {
      return;
    }
    all.add(request(operation, address, body.deepCopy().put("unheardOf", 1).toString()));
    for (String field : fields(operation.body(), body)) {
      JsonNode fits = tree(text(contract.fitting(property(operation.body(), field))));
      for (String value : VALUES) {
        JsonNode nonsense = tree(value);
        // What fits breaks nothing: a user with {} for roles is one without any, and is made.
        if (!nonsense.equals(fits)) {
          all.add(request(operation, address, body.deepCopy().set(field, nonsense).toString()));
        }
      }
      if (body.has(field)) {
        ObjectNode without = body.deepCopy();
        without.remove(field);
        all.add(request(operation, address, without.toString()));
      }
    }
  }

  private List<String> fields(@Nullable JsonNode schema, ObjectNode body) {
    List<String> all = new ArrayList<>();
    body.fieldNames().forEachRemaining(all::add);
    if (schema != null) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (!all.contains(property.getKey())) {
          all.add(property.getKey());
        }
      }
    }
    return all;
  }

  private JsonNode property(@Nullable JsonNode schema, String field) {
    return schema == null
        ? MissingNode.getInstance()
        : contract.followed(schema).path("properties").path(field);
  }

  private static Request request(Operation operation, String address, @Nullable String body) {
    return new Request(operation.method(), address, body, "application/json");
  }

  /** An address that fits, but for one parameter: a value, or none at all. */
  private String address(Operation operation, @Nullable Parameter other, @Nullable String value) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      String given = parameter.equals(other) ? value : fitting(parameter);
      if (parameter.inPath()) {
        path = path.replace("{" + parameter.name() + "}", encoded(String.valueOf(given)));
      } else if (given != null && (parameter.required() || parameter.equals(other))) {
        query.add(parameter.name() + "=" + encoded(given));
      }
    }
    return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private String fitting(Parameter parameter) {
    return String.valueOf(contract.fitting(parameter.schema()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts always serialise", e);
    }
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text + " is JSON", e);
    }
  }
}
