package org.gatehouse.integrations.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** As much of JSON Schema as those of events use. */
record Schema(JsonNode root) {
  /** What is wrong with data; a field that the schema does not know is wrong too. */
  List<String> complaints(JsonNode data) {
    List<String> found = new ArrayList<>();
    check("$", root, data, found);
    return found;
  }

  private static void check(String at, JsonNode schema, JsonNode data, List<String> found) {
    boolean fits =
        switch (schema.path("type").asText()) {
          case "object" -> data.isObject();
          case "array" -> data.isArray();
          case "string" -> data.isTextual();
          case "number" -> data.isNumber();
          case "integer" -> data.isIntegralNumber();
          case "boolean" -> data.isBoolean();
          default -> false;
        };
    if (!fits) {
      found.add(at + " is no " + schema.path("type").asText());
      return;
    }
    if (schema.has("enum") && !texts(schema.path("enum")).contains(data.asText())) {
      found.add(at + " has the value " + data);
    }
    if (schema.path("format").asText().equals("date-time") && !isTime(data.asText())) {
      found.add(at + " is no time");
    }
    for (JsonNode item : data.isArray() ? data : List.<JsonNode>of()) {
      check(at + "[]", schema.path("items"), item, found);
    }
    if (data.isObject()) {
      for (String required : texts(schema.path("required"))) {
        if (!data.has(required)) {
          found.add(at + "." + required + " is missing");
        }
      }
      for (Iterator<String> names = data.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        JsonNode property = schema.path("properties").path(name);
        if (property.isMissingNode()) {
          found.add(at + "." + name + " is in no schema");
        } else {
          check(at + "." + name, property, data.path(name), found);
        }
      }
    }
  }

  /** What a receiver that relies on this schema would miss in one that came later. */
  List<String> broken(JsonNode later) {
    List<String> found = new ArrayList<>();
    compare("$", root, later, found);
    return found;
  }

  private static void compare(String at, JsonNode before, JsonNode later, List<String> found) {
    if (later.isMissingNode()) {
      found.add(at + " is gone");
      return;
    }
    for (String key : List.of("type", "format")) {
      if (!before.path(key).equals(later.path(key))) {
        found.add("%s was %s and is %s".formatted(at, before.path(key), later.path(key)));
      }
    }
    missing(texts(before.path("enum")), texts(later.path("enum")))
        .forEach(value -> found.add(at + " has no value " + value + " any more"));
    missing(texts(before.path("required")), texts(later.path("required")))
        .forEach(name -> found.add(at + "." + name + " is not always there any more"));
    for (Iterator<String> names = before.path("properties").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      compare(
          at + "." + name,
          before.path("properties").path(name),
          later.path("properties").path(name),
          found);
    }
    if (before.has("items")) {
      compare(at + "[]", before.path("items"), later.path("items"), found);
    }
  }

  private static Set<String> missing(Set<String> before, Set<String> later) {
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(later);
    return gone;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
