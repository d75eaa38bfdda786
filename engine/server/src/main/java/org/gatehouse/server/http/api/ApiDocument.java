package org.gatehouse.server.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The contract of {@code /api/v1} as written down in {@code openapi.yaml} (OpenAPI 3.1), read once
 * for the process. Immutable, thread-safe.
 */
public final class ApiDocument {
  private static final String FILE = "/org/gatehouse/server/http/openapi.yaml";

  /** A name that schemas use to refer to each other; nothing is fetched from it. */
  private static final String PLACE = "https://gatehouse.invalid/openapi.json";

  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  private final JsonNode tree;
  private final String base;
  private final JsonSchemaFactory schemas;
  private final List<ApiOperation> operations;

  private ApiDocument(JsonNode tree) {
    this.tree = tree;
    this.base = tree.path("servers").path(0).path("url").asText();
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.schemas(Map.of(PLACE, tree.toString()))));
    this.operations = List.copyOf(readOperations());
  }

  /** The one of this version. */
  public static ApiDocument get() {
    return Once.DOCUMENT;
  }

  /** Read by the first who asks. */
  private static final class Once {
    private static final ApiDocument DOCUMENT = new ApiDocument(read(FILE));
  }

  static JsonNode read(String file) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      return new ObjectMapper().valueToTree(new Load(settings).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it as JSON. */
  public String json() {
    return tree.toString();
  }

  /** Every operation. */
  public List<ApiOperation> operations() {
    return operations;
  }

  /**
   * The operations at a path, such as {@code /api/v1/cameras/gate-1/ptz}; none if it is no such.
   */
  public List<ApiOperation> at(String path) {
    List<ApiOperation> found =
        operations.stream().filter(each -> each.path().matches(path)).toList();
    // Names win over placeholders: /exports/{export} is not /exports/summary.
    int named = found.stream().mapToInt(each -> each.path().names()).max().orElse(0);
    return found.stream().filter(each -> each.path().names() == named).toList();
  }

  /**
   * What an operation answers with a status.
   *
   * @return null if it answers no JSON then
   */
  public @Nullable JsonSchema answer(ApiOperation operation, int status) {
    JsonNode answers = operation.tree().path("responses");
    JsonNode written = answers.path(answers.has("" + status) ? "" + status : "default");
    JsonNode answer = resolve(written);
    String at =
        written.has("$ref")
            ? written.path("$ref").asText().substring(1)
            : operation.pointer() + "/responses/" + status;
    if (answers.has("" + status) && answer.path("content").has("application/json")) {
      return schema(at + "/content/application~1json/schema");
    }
    return answer.path("content").has("application/problem+json")
        ? schema("/components/schemas/Problem")
        : null;
  }

  private List<ApiOperation> readOperations() {
    List<ApiOperation> found = new ArrayList<>();
    tree.path("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : METHODS) {
                if (path.getValue().has(method)) {
                  found.add(operation(path.getKey(), path.getValue(), method));
                }
              }
            });
    return found;
  }

  private ApiOperation operation(String path, JsonNode item, String method) {
    JsonNode operation = item.path(method);
    String pointer = "/paths/" + path.replace("/", "~1") + "/" + method;
    List<ApiParameter> parameters = new ArrayList<>();
    item.path("parameters").forEach(each -> parameters.add(parameter(each)));
    operation.path("parameters").forEach(each -> parameters.add(parameter(each)));
    JsonSchema body =
        operation.has("requestBody")
            ? schema(pointer + "/requestBody/content/application~1json/schema")
            : null;
    return new ApiOperation(
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        PathPattern.of(base + path),
        List.copyOf(parameters),
        body,
        operation.path("requestBody").path("required").asBoolean(),
        operation,
        pointer);
  }

  private ApiParameter parameter(JsonNode written) {
    JsonNode parameter = resolve(written);
    JsonNode schema = resolve(parameter.path("schema"));
    return new ApiParameter(
        parameter.path("name").asText(),
        ApiParameter.Place.valueOf(parameter.path("in").asText().toUpperCase(Locale.ROOT)),
        parameter.path("required").asBoolean(),
        schema.path("type").asText("string"),
        schemas.getSchema(SchemaLocation.of(PLACE), schema, config()));
  }

  private JsonNode resolve(JsonNode written) {
    JsonNode node = written;
    while (node.has("$ref")) {
      node = tree.at(node.path("$ref").asText().substring(1));
    }
    return node;
  }

  private JsonSchema schema(String pointer) {
    return schemas.getSchema(SchemaLocation.of(PLACE + "#" + pointer), config());
  }

  private static SchemaValidatorsConfig config() {
    return SchemaValidatorsConfig.builder()
        .formatAssertionsEnabled(true)
        .locale(Locale.ROOT)
        .build();
  }
}
