package org.gatehouse.server.config.bind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * Describes by a JSON Schema (2020-12) what {@link YamlBinder} accepts, for editors. Stricter in
 * one point: a text that looks like a number must stand in quotes.
 */
public final class SchemaWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final Scalars scalars;
  private final List<Variants<?>> variants;

  /** With what the binder is made with. */
  public SchemaWriter(Scalars scalars, List<Variants<?>> variants) {
    this.scalars = scalars;
    this.variants = List.copyOf(variants);
  }

  /** The schema of a file that holds a {@code type}. */
  public ObjectNode write(Class<? extends Record> type, String title) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(record(type));
    return schema;
  }

  private ObjectNode schema(Type type) {
    if (type instanceof ParameterizedType list) {
      ObjectNode schema = JSON.createObjectNode().put("type", "array");
      schema.set("items", schema(list.getActualTypeArguments()[0]));
      return schema;
    }
    Class<?> raw = (Class<?>) type;
    Scalar<?> scalar = scalars.of(raw).orElse(null);
    if (scalar != null) {
      return JSON.valueToTree(scalar.schema());
    }
    for (Variants<?> variant : variants) {
      if (variant.type() == raw) {
        return oneOf(variant);
      }
    }
    return record(raw);
  }

  private ObjectNode record(Class<?> type) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    RecordShape.describe(type).ifPresent(text -> schema.put("description", text));
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (RecordShape.Key key : RecordShape.of(type).keys()) {
      properties.set(key.name(), key(key));
      if (key.required()) {
        required.add(key.name());
      }
    }
    schema.set("required", required);
    return schema;
  }

  private ObjectNode key(RecordShape.Key key) {
    ObjectNode value = schema(key.type());
    if (key.optional()) {
      ObjectNode either = JSON.createObjectNode();
      either.putArray("anyOf").add(value).add(JSON.createObjectNode().put("type", "null"));
      value = either;
    }
    if (key.description().isPresent()) {
      value.put("description", key.description().get());
    }
    if (key.defaultText().isPresent()) {
      value.set("default", value(key.defaultText().get()));
    }
    return value;
  }

  /** YAML's true, 8080, [] and {} are JSON as they stand; any other text of a default is a text. */
  private static JsonNode value(String yaml) {
    try {
      return JSON.readTree(yaml);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(yaml);
    }
  }

  private ObjectNode oneOf(Variants<?> variant) {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode options = schema.putArray("oneOf");
    for (Map.Entry<String, Class<? extends Record>> entry : variant.settings().entrySet()) {
      ObjectNode option = record(entry.getValue());
      ObjectNode properties = JSON.createObjectNode();
      properties.putObject(Variants.TYPE).put("const", entry.getKey());
      properties
          .putObject(Variants.NAME)
          .put("type", "string")
          .put("minLength", 1)
          .put("description", "Name of this " + variant.noun() + " in messages and metrics.");
      properties.setAll((ObjectNode) record(variant.shared()).get("properties"));
      properties.setAll((ObjectNode) option.get("properties"));
      option.set("properties", properties);
      ArrayNode required = JSON.createArrayNode().add(Variants.TYPE).add(Variants.NAME);
      required.addAll((ArrayNode) option.get("required"));
      option.set("required", required);
      options.add(option);
    }
    return schema;
  }
}
