package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.server.http.api.ApiDocument;
import org.gatehouse.server.http.api.ApiOperation;
import org.gatehouse.server.http.api.ApiParameter;
import org.gatehouse.server.http.api.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body and holds the request against the contract, before any handler sees it: a
 * path, a method, a parameter or a field that is not in it is refused with what was expected.
 * Stateless.
 */
final class RequestCheck {
  private static final long BODY_LIMIT = 64 * 1024;

  /** For the few operations that take a file: some 200,000 rows of a sheet. */
  private static final long FILE_LIMIT = 16 * 1024 * 1024;

  private static final Set<String> WITH_A_FILE = Set.of("importVehicles");
  private static final char NUL = '\0';
  private static final String ROOT = "/api/v1/";
  private static final String OPERATION = "gatehouse.operation";

  private RequestCheck() {}

  /**
   * Puts itself before what is mounted later.
   *
   * @param route makes one more route at the guarded path: Vert.x wants a body to be read before
   *     any handler of the same route
   */
  static void guard(Supplier<Route> route) {
    // Read here: it takes a good part of a second, which the first request would wait for.
    ApiDocument document = ApiDocument.get();
    route.get().handler(context -> known(context, document));
    BodyHandler usual = BodyHandler.create(false).setBodyLimit(BODY_LIMIT);
    BodyHandler large = BodyHandler.create(false).setBodyLimit(FILE_LIMIT);
    FileTurns turns = new FileTurns();
    route
        .get()
        .handler(
            context -> {
              boolean file = takesFile(context);
              if (file) {
                turns.begin(context);
              }
              read(context, file ? large : usual);
            });
    route.get().handler(RequestCheck::check);
  }

  /** Path and method: no body is read for what is not there. */
  private static void known(RoutingContext context, ApiDocument document) {
    if (context.normalizedPath().startsWith(ROOT)) {
      context.put(OPERATION, operation(context, document));
    }
    context.next();
  }

  /**
   * Reads the body, unless its type says that it is a form: there is none here, Vert.x would take
   * it apart, and it fails at one that is broken. A GET says so, too, that a form was redirected
   * to.
   */
  private static void read(RoutingContext context, BodyHandler reader) {
    HttpServerRequest request = context.request();
    if (!isForm(request)) {
      reader.handle(context);
    } else if (!hasBody(request)) {
      context.next();
    } else if (request.method().equals(HttpMethod.GET)) {
      throw Problem.badRequest("no body is expected here");
    } else {
      throw notJson(request.getHeader("Content-Type"));
    }
  }

  private static boolean isForm(HttpServerRequest request) {
    String type =
        Objects.requireNonNullElse(request.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = Objects.requireNonNullElse(request.getHeader("Content-Length"), "0");
    return !length.equals("0") || request.headers().contains("Transfer-Encoding");
  }

  /** How large a body may be, for whoever sent a larger one. */
  static String most(RoutingContext context) {
    return takesFile(context)
        ? "a body has %d MiB at most here".formatted(FILE_LIMIT >> 20)
        : "a body has %d KiB at most here".formatted(BODY_LIMIT >> 10);
  }

  private static boolean takesFile(RoutingContext context) {
    ApiOperation operation = context.get(OPERATION);
    return operation != null && WITH_A_FILE.contains(operation.id());
  }

  private static void check(RoutingContext context) {
    ApiOperation operation = context.get(OPERATION);
    if (operation != null) {
      parameters(context, operation);
      body(context, operation);
    }
    context.next();
  }

  private static ApiOperation operation(RoutingContext context, ApiDocument document) {
    String path = context.normalizedPath();
    List<ApiOperation> here = document.at(path);
    if (here.isEmpty()) {
      throw Problem.notFound("nothing is served at " + path);
    }
    String method = context.request().method().name();
    return here.stream()
        .filter(each -> each.method().equals(method))
        .findFirst()
        .orElseThrow(() -> wrongMethod(context, here));
  }

  private static Problem wrongMethod(RoutingContext context, List<ApiOperation> here) {
    String allowed = here.stream().map(ApiOperation::method).collect(Collectors.joining(", "));
    context.response().putHeader("Allow", allowed);
    return new Problem(
        405, "Method not allowed", context.normalizedPath() + " can be asked by " + allowed);
  }

  private static void parameters(RoutingContext context, ApiOperation operation) {
    HttpServerRequest request = context.request();
    for (String name : context.queryParams().names()) {
      if (!operation.knowsQuery(name)) {
        throw Problem.badRequest(unknown(name, operation));
      }
      if (context.queryParams().getAll(name).size() > 1) {
        throw Problem.badRequest("the query parameter '" + name + "' is there more than once");
      }
    }
    List<String> path = operation.path().values(context.normalizedPath());
    for (ApiParameter parameter : operation.parameters()) {
      String value =
          switch (parameter.place()) {
            case QUERY -> context.queryParams().get(parameter.name());
            case HEADER -> request.getHeader(parameter.name());
            case PATH -> Requests.decoded(path.get(operation.path().place(parameter.name())));
          };
      if (value != null && value.indexOf(NUL) >= 0) {
        throw Problem.badRequest("the parameter '" + parameter.name() + "' has a NUL character");
      }
      String fault = parameter.fault(value);
      if (fault != null) {
        throw Problem.badRequest(fault);
      }
    }
  }

  private static String unknown(String name, ApiOperation operation) {
    String known =
        operation.parameters().stream()
            .filter(each -> each.place() == ApiParameter.Place.QUERY)
            .map(ApiParameter::name)
            .collect(Collectors.joining(", "));
    return "there is no query parameter '%s' here; %s"
        .formatted(name, known.isEmpty() ? "there is none at all" : "known are " + known);
  }

  private static void body(RoutingContext context, ApiOperation operation) {
    Buffer given = Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer);
    boolean empty = given.length() == 0;
    JsonSchema schema = operation.body();
    if (schema == null || empty) {
      if (empty && !operation.bodyRequired()) {
        return;
      }
      throw Problem.badRequest(empty ? "a body of JSON is needed" : "no body is expected here");
    }
    json(context.request().getHeader("Content-Type"));
    JsonNode body = Json.parse(given.toString(StandardCharsets.UTF_8));
    if (hasNul(body)) {
      throw Problem.badRequest("the body has a NUL character");
    }
    String fault = schema.validate(body).stream().findFirst().map(Faults::ofBody).orElse(null);
    if (fault != null) {
      throw Problem.badRequest(fault);
    }
  }

  /** No text of ours has one, and not every database can keep it. */
  private static boolean hasNul(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().indexOf(NUL) >= 0;
    }
    return node.propertyStream()
            .anyMatch(field -> field.getKey().indexOf(NUL) >= 0 || hasNul(field.getValue()))
        || (node.isArray() && node.valueStream().anyMatch(RequestCheck::hasNul));
  }

  /** A client that says nothing of the type means JSON: there is nothing else here. */
  private static void json(@Nullable String type) {
    if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw notJson(type);
    }
  }

  private static Problem notJson(@Nullable String type) {
    return new Problem(
        415, "Unsupported media type", "the body must be application/json, not " + type);
  }
}
