package org.gatehouse.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an OpenAPI document says that requests may be. Immutable. */
final class Contract {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final int DEEPEST = 8;

  private final JsonNode document;

  Contract(JsonNode document) {
    this.document = document;
  }

  /**
   * An operation.
   *
   * @param path as written, with names in braces, below the server's address
   * @param body the schema of its JSON body; null if it takes none
   * @param open whether anybody may ask, logged in or not
   */
  record Operation(
      String method,
      String path,
      List<Parameter> parameters,
      @Nullable JsonNode body,
      boolean open) {}

  /** A parameter of an operation, but for headers. */
  record Parameter(String name, boolean inPath, boolean required, JsonNode schema) {}

  /** Of every path and method. */
  List<Operation> operations() {
    String base = document.at("/servers/0/url").asText("");
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : METHODS) {
        if (path.getValue().has(method)) {
          JsonNode operation = path.getValue().path(method);
          List<Parameter> parameters = new ArrayList<>();
          add(path.getValue().path("parameters"), parameters);
          add(operation.path("parameters"), parameters);
          JsonNode body = followed(operation.path("requestBody")).at("/content/application~1json");
          all.add(
              new Operation(
                  method.toUpperCase(Locale.ROOT),
                  base + path.getKey(),
                  List.copyOf(parameters),
                  body.isMissingNode() ? null : followed(body.path("schema")),
                  isOpen(operation)));
        }
      }
    }
    return all;
  }

  /** What needs nothing says so; without a word it needs what the document says for all. */
  private boolean isOpen(JsonNode operation) {
    JsonNode needed =
        operation.has("security") ? operation.path("security") : document.path("security");
    return needed.isEmpty();
  }

  private void add(JsonNode written, List<Parameter> to) {
    for (JsonNode each : written) {
      JsonNode parameter = followed(each);
      String place = parameter.path("in").asText();
      if (!place.equals("header") && !place.equals("cookie")) {
        to.add(
            new Parameter(
                parameter.path("name").asText(),
                place.equals("path"),
                parameter.path("required").asBoolean(),
                followed(parameter.path("schema"))));
      }
    }
  }

  /** What a reference leads to. */
  JsonNode followed(JsonNode node) {
    JsonNode at = node;
    for (int i = 0; i < DEEPEST && at.has("$ref"); i++) {
      at = document.at(at.path("$ref").asText().substring(1));
    }
    return at;
  }

  /** A value that fits a schema, more or less: the first of each choice. */
  Object fitting(JsonNode written) {
    return fitting(written, 0);
  }

  private Object fitting(JsonNode written, int depth) {
    JsonNode schema = followed(written);
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(choice)) {
        return fitting(schema.path(choice).path(0), depth + 1);
      }
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(0).asText();
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" ->
          depth > DEEPEST || schema.path("minItems").asInt() == 0
              ? List.of()
              : List.of(fitting(schema.path("items"), depth + 1));
      case "integer" -> schema.path("minimum").asLong(1);
      case "number" -> schema.path("minimum").asDouble(0.5);
      case "boolean" -> true;
      default -> text(schema);
    };
  }

  private Map<String, Object> object(JsonNode schema, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (JsonNode required : schema.path("required")) {
      JsonNode property = schema.path("properties").path(required.asText());
      fields.put(required.asText(), depth > DEEPEST ? "" : fitting(property, depth + 1));
    }
    return fields;
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> "2026-01-01T12:00:00Z";
      case "uuid" -> "018f0000-0000-7000-8000-000000000001";
      default -> "none";
    };
  }
}
