package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SiteSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode schema =
      new SiteFile(new Plugins(Map.of("webhook", SiteFileFixture.Hook.class), Map.of()), _ -> null)
          .schema();

  private boolean accepts(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return matches(schema, JSON.valueToTree(value));
  }

  @Test
  void schema_sample_isAccepted() {
    assertThat(accepts(SiteFileFixture.SAMPLE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "site: a\nsever: {}",
        "site: a\nserver: { port: http }",
        "site: a\ncameras: [ { id: Gate In, url: 'rtsp://h/' } ]",
        "site: a\ncameras: [ { id: a, url: 'rtsp://h/', password: plain } ]",
        "site: a\ncameras: [ { id: a, url: 'rtsp://h/', analytics: { kind: face } } ]",
        "site: a\ncameras: [ { id: a, url: 'rtsp://h/', mask-areas: ['0,0 1,1'] } ]",
        "site: a\ncameras: [ { id: a, url: 'rtsp://h/', mask: face } ]",
        "site: a\ndestinations: [ { type: webhok, name: b } ]",
        "site: a\ndestinations: [ { type: webhook, name: b, url: 'http://h/' } ]",
      })
  void schema_mistake_isRefused(String yaml) {
    assertThat(accepts(yaml)).isFalse();
  }

  @Test
  void schema_everyKeyOfTheSite_isDescribed() {
    List<String> bare = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            key -> {
              if (!key.getValue().has("description")) {
                bare.add(key.getKey());
              }
            });
    assertThat(bare).isEmpty();
    assertThat(schema.at("/properties/server/properties/port/default").asInt()).isEqualTo(8080);
    assertThat(schema.path("$schema").asText()).contains("2020-12");
  }

  /** The few keywords of JSON Schema that ours uses. */
  private static boolean matches(JsonNode schema, JsonNode value) {
    return ofType(schema, value)
        && (!schema.has("const") || schema.get("const").equals(value))
        && (!schema.has("enum") || contains(schema.get("enum"), value))
        && (!schema.has("pattern") || value.asText().matches(schema.get("pattern").asText()))
        && (!schema.has("anyOf") || count(schema.get("anyOf"), value) > 0)
        && (!schema.has("oneOf") || count(schema.get("oneOf"), value) == 1)
        && (!schema.has("items") || all(schema.get("items"), value))
        && (!schema.has("properties") || object(schema, value));
  }

  private static boolean ofType(JsonNode schema, JsonNode value) {
    return switch (schema.path("type").asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
  }

  private static long count(JsonNode options, JsonNode value) {
    return StreamSupport.stream(options.spliterator(), false)
        .filter(option -> matches(option, value))
        .count();
  }

  private static boolean all(JsonNode schema, JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).allMatch(v -> matches(schema, v));
  }

  private static boolean object(JsonNode schema, JsonNode value) {
    JsonNode properties = schema.get("properties");
    boolean complete =
        StreamSupport.stream(schema.path("required").spliterator(), false)
            .allMatch(key -> value.has(key.asText()));
    return complete
        && value.properties().stream()
            .allMatch(
                entry ->
                    properties.has(entry.getKey())
                        && matches(properties.get(entry.getKey()), entry.getValue()));
  }
}
