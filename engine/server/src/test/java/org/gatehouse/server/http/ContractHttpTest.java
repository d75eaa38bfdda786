package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.FaceSnapshot;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.evidence.Desk;
import org.gatehouse.server.http.api.ApiDocument;
import org.gatehouse.server.http.api.ApiOperation;
import org.gatehouse.server.http.api.ApiParameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The server against its contract: every operation, what it answers, and what it refuses. */
class ContractHttpTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** What no parameter with a format, a range or a list of names may be. */
  private static final List<String> NONSENSE =
      List.of(
          "",
          "\0",
          "../../etc/passwd",
          "-1",
          "9".repeat(40),
          "1e999999999",
          "x".repeat(3000),
          "null");

  @TempDir Path data;
  private final HttpClient client = HttpClient.newHttpClient();
  private Desk desk;
  private WebServer server;
  private UUID event;

  @BeforeEach
  void start() throws Exception {
    desk = new Desk(data);
    desk.record(Desk.GATE, 0, 10);
    event = UUID.randomUUID();
    Snapshot crop = desk.stores().snapshots().write(event, "crop", new byte[] {1, 2, 3});
    desk.stores()
        .events()
        .append(
            new Event(
                event,
                "test-site",
                new CameraId("gate-1"),
                NOON,
                new FaceSnapshot(NOON, NOON, NOON),
                List.of(crop)));
    FakeEngine.SITE.set(
        Files.writeString(
            data.resolve("site.yaml"), "site: a\ncameras: [ { id: gate-1, url: 'rtsp://h/' } ]\n"));
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(desk.stores(), List.of(), desk.exports()),
            TestAccess.of(null),
            Assets.load(ContractHttpTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    desk.close();
    client.close();
  }

  @Test
  void routes_ofTheServerAndOfTheContract_areTheSame() {
    Set<String> written = new TreeSet<>();
    ApiDocument.get()
        .operations()
        .forEach(each -> written.add(each.method() + " " + each.path().route()));
    Set<String> served = new TreeSet<>();
    for (Route route : server.router().getRoutes()) {
      String path = route.getName();
      if (route.methods() != null && path != null && path.startsWith("/api/v1/")) {
        for (HttpMethod method : route.methods()) {
          served.add(method.name() + " " + path);
        }
      }
    }
    assertThat(served).isEqualTo(written);
  }

  @TestFactory
  Stream<DynamicTest> answer_ofEachOperationThatReads_isAsWritten() {
    return ApiDocument.get().operations().stream()
        .filter(each -> each.method().equals("GET") && !endless(each))
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> answersAsWritten(each)));
  }

  /** WebSockets, and streams of events. */
  private static boolean endless(ApiOperation operation) {
    return operation.id().startsWith("watch") || operation.id().startsWith("stream");
  }

  private void answersAsWritten(ApiOperation operation) throws Exception {
    HttpResponse<String> answer = send("GET", address(operation, null, ""), null, null);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404, 422, 503);
    JsonSchema schema = ApiDocument.get().answer(operation, answer.statusCode());
    if (schema != null) {
      assertThat(schema.validate(Json.parse(answer.body()))).as(answer.body()).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> request_againstTheContract_isAProblemAndNeverAFailure() {
    return ApiDocument.get().operations().stream()
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> refusesNonsense(each)));
  }

  private void refusesNonsense(ApiOperation operation) throws Exception {
    for (ApiParameter parameter : operation.parameters()) {
      if (parameter.place() == ApiParameter.Place.HEADER) {
        continue;
      }
      for (String nonsense : NONSENSE) {
        refused(operation, address(operation, parameter, nonsense), valid(operation), null);
      }
      if (parameter.required() && parameter.place() == ApiParameter.Place.QUERY) {
        refusedSurely(operation, address(operation, parameter, null), valid(operation), null);
      }
    }
    String address = address(operation, null, "");
    String mark = address.indexOf('?') < 0 ? "?" : "&";
    refusedSurely(operation, address + mark + "unheard-of=1", valid(operation), null);
    refusedSurely("TRACE", address);
    if (operation.body() == null) {
      refusedSurely(operation, address, operation.method().equals("GET") ? "[]" : "{}", null);
      return;
    }
    for (String nonsense :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "17",
            "{}x",
            "[".repeat(2000),
            "\"" + "x".repeat(70_000) + "\"")) {
      refusedSurely(operation, address, nonsense, null);
    }
    refusedSurely(operation, address, valid(operation), "text/xml");
    ObjectNode body = (ObjectNode) Json.parse(Objects.requireNonNull(valid(operation)));
    refusedSurely(operation, address, body.deepCopy().put("unheardOf", 1).toString(), null);
    for (Map.Entry<String, JsonNode> field : List.copyOf(body.properties())) {
      refusedSurely(
          operation, address, body.deepCopy().put(field.getKey(), -1e300).toString(), null);
      refusedSurely(
          operation,
          address,
          body.deepCopy().put(field.getKey(), "x".repeat(5000)).toString(),
          null);
    }
  }

  @Test
  void method_thatIsNotThere_namesThoseThatAre() throws Exception {
    HttpResponse<String> answer = send("DELETE", "api/v1/holds", null, null);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
    assertThat(answer.body()).contains("GET, POST");
  }

  @Test
  void parameter_unknownOrTwice_isNamed() throws Exception {
    assertThat(send("GET", "api/v1/events?limti=5", null, null).body())
        .contains("no query parameter 'limti'", "limit, before, after");
    assertThat(send("GET", "api/v1/events?limit=5&limit=6", null, null).body())
        .contains("'limit' is there more than once");
  }

  @Test
  void page_afterAndBefore_isRefused() throws Exception {
    for (String path : List.of("api/v1/events", "api/v1/audit")) {
      HttpResponse<String> answer = send("GET", path + "?after=1&before=9", null, null);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("'after' and 'before' cannot be asked for together");
    }
  }

  /** As of a client that a form was redirected to. */
  @Test
  void get_thatSaysItIsAForm_isServedWithoutABody() throws Exception {
    for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data")) {
      assertThat(send("GET", "api/v1/events", null, type).statusCode()).isEqualTo(200);
      assertThat(send("GET", "api/v1/events", "a=b", type).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void post_ofAForm_isRefusedBeforeItIsRead() throws Exception {
    for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data")) {
      for (String body : List.of("a=%zz&b=1", "a=b", "{}")) {
        HttpResponse<String> answer = send("POST", "api/v1/login", body, type);
        assertThat(answer.statusCode()).as(type + " " + body).isEqualTo(415);
        assertThat(answer.body()).contains("must be application/json");
      }
    }
  }

  /** No client of Java sends such an address. */
  @Test
  void query_thatIsNoUtf8_isTheClientsMistake() throws Exception {
    URI url = server.url();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/events?limit=%%zz HTTP/1.0\r\nHost: localhost:%d\r\n\r\n"
                  .formatted(url.getPort())
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.0 400");
    }
  }

  /** JSON Schema takes 5.0 for an integer. */
  @Test
  void integer_withAFractionOrTooLarge_isRefused() throws Exception {
    for (String number : List.of("5.0", "9223372036854775808")) {
      for (String path :
          List.of("events/stream?after=", "feed?after=", "reads?before=", "alarms/")) {
        assertThat(send("GET", "api/v1/" + path + number, null, null).statusCode())
            .as(path + number)
            .isEqualTo(400);
      }
      assertThat(send("POST", "api/v1/alarms/" + number + "/acknowledge", "{}", null).statusCode())
          .isEqualTo(400);
      HttpRequest again =
          HttpRequest.newBuilder(server.url().resolve("api/v1/events/stream"))
              .header("Last-Event-ID", number)
              .build();
      assertThat(client.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void text_withANul_isRefusedWhereverItStands() throws Exception {
    for (String body : List.of("{\"token\":\"a\\u0000\"}", "{\"a\\u0000\":1}")) {
      assertThat(send("POST", "api/v1/login", body, null).body()).contains("NUL character");
    }
    assertThat(send("GET", "api/v1/vehicles/A%00B", null, null).body()).contains("NUL character");
    assertThat(send("GET", "api/v1/vehicles?after=%00", null, null).body())
        .contains("NUL character");
  }

  @Test
  void body_withAFieldTwice_isRefused() throws Exception {
    assertThat(send("POST", "api/v1/login", "{\"token\":\"a\",\"token\":\"b\"}", null).body())
        .contains("uplicate");
  }

  @Test
  void post_sentAgainWithItsKey_isDoneOnceAndAnsweredTheSame() throws Exception {
    String hold =
        "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:00Z\",\"to\":\"2026-01-01T12:00:08Z\","
            + "\"owner\":\"a\",\"reason\":\"b\",\"expires\":\"2100-01-01T00:00:00Z\"}";
    HttpResponse<String> first = keyed("k-1", hold);
    HttpResponse<String> again = keyed("k-1", hold);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(keyed("k-1", hold.replace("\"a\"", "\"c\"")).statusCode()).isEqualTo(422);
    assertThat(keyed("x".repeat(256), hold).statusCode()).isEqualTo(400);
    assertThat(Json.parse(keyed("k-2", hold).body()).path("id"))
        .isNotEqualTo(Json.parse(first.body()).path("id"));
  }

  private HttpResponse<String> keyed(String key, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve("api/v1/holds"))
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void answer_thatTheClientHas_isNotSentAgain() throws Exception {
    HttpResponse<String> first = send("GET", "api/v1/events", null, null);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        client.send(
            HttpRequest.newBuilder(server.url().resolve("api/v1/events"))
                .header("If-None-Match", tag)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", "api/v1/holds", null, null).headers().firstValue("ETag"))
        .isNotEqualTo(first.headers().firstValue("ETag"));
  }

  /** An address that fits, but for one parameter: a value, or none at all. */
  private String address(
      ApiOperation operation, @Nullable ApiParameter other, @Nullable String value) {
    StringBuilder path = new StringBuilder();
    List<String> query = new ArrayList<>();
    for (String part : operation.path().parts()) {
      String given = part;
      for (ApiParameter parameter : operation.parameters()) {
        if (part.equals("{" + parameter.name() + "}")) {
          given =
              parameter.equals(other)
                  ? encoded(String.valueOf(value))
                  : fitting(operation, parameter);
        }
      }
      path.append(path.isEmpty() ? "" : "/").append(given);
    }
    for (ApiParameter parameter : operation.parameters()) {
      if (parameter.place() == ApiParameter.Place.QUERY) {
        String given =
            parameter.equals(other)
                ? value
                : parameter.required() ? fitting(operation, parameter) : null;
        if (given != null) {
          query.add(parameter.name() + "=" + encoded(given));
        }
      }
    }
    return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private String fitting(ApiOperation operation, ApiParameter parameter) {
    return switch (parameter.name()) {
      case "camera" -> "gate-1";
      case "alarm" -> "4711";
      case "id" ->
          operation.path().text().matches(".*/(events|reads)/.*") ? event.toString() : "none";
      case "file" ->
          switch (operation.id()) {
            case "getEventSnapshot" -> "crop.jpg";
            case "getEventSchema" -> "org.gatehouse.camera.state.v1.json";
            default -> "none.mp4";
          };
      case "from", "at", "base" -> "2026-01-01T12:00:00Z";
      case "to" -> "2026-01-01T12:00:08Z";
      default -> "none";
    };
  }

  private static @Nullable String valid(ApiOperation operation) {
    return switch (operation.id()) {
      case "login" -> "{\"token\":\"none\"}";
      case "deleteData" -> "{\"plate\":\"none\",\"reason\":\"case 17\"}";
      case "makeFirstAdmin" -> "{\"code\":\"none\",\"name\":\"a\",\"password\":\"b\"}";
      case "setPurpose" -> "{\"purpose\":\"case 17\"}";
      case "changePassword" -> "{\"old\":\"a\",\"new\":\"b\"}";
      case "addUser" -> "{\"name\":\"a\",\"password\":\"b\",\"roles\":{},\"rights\":[]}";
      case "changeUser" -> "{\"enabled\":true,\"roles\":{},\"rights\":[]}";
      case "resetUser" -> "{\"password\":\"b\"}";
      case "makeToken" ->
          "{\"name\":\"a\",\"role\":\"viewer\",\"scopes\":[\"events\"],\"purpose\":\"b\","
              + "\"expires\":\"2100-01-01T00:00:00Z\"}";
      case "acknowledgeAlarms" -> "{\"numbers\":[4711],\"comment\":\"a\"}";
      case "acknowledgeAlarm" -> "{\"comment\":\"a\"}";
      case "commentAlarm" -> "{\"text\":\"a\"}";
      case "assignAlarm" -> "{\"to\":\"a\"}";
      case "shelveAlarm" -> "{\"reason\":\"a\",\"minutes\":5}";
      case "takeAlarmOutOfService" -> "{\"reason\":\"a\"}";
      case "moveCamera" -> "{\"move\":{\"pan\":0.5}}";
      case "correctRead" -> "{\"plate\":\"粤B12345\"}";
      case "replayDeliveries" -> "{\"from\":1,\"to\":2,\"delivered\":true}";
      case "placeHold" ->
          "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:00Z\",\"to\":\"2026-01-01T12:00:08Z\","
              + "\"owner\":\"a\",\"reason\":\"b\",\"expires\":\"2100-01-01T00:00:00Z\"}";
      case "commandLane" -> "{\"action\":\"typed\",\"reason\":\"b\",\"plate\":\"A123\"}";
      case "importVehicles" -> "{\"mode\":\"plan\",\"csv\":\"plate,kind\\nA123,allow\\n\"}";
      case "putVehicle" -> "{\"items\":[{\"kind\":\"allow\"}]}";
      case "saveZones" -> "{\"maskAreas\":[[[0,0],[1,0],[1,1]]]}";
      case "startExport" ->
          "{\"cameras\":[\"gate-1\"],\"from\":\"2026-01-01T12:00:00Z\",\"to\":\"2026-01-01T12:00:08Z\"}";
      default -> null;
    };
  }

  /** Either the value means something here, or it is a problem; it is never a failure of ours. */
  private void refused(
      ApiOperation operation, String address, @Nullable String body, @Nullable String type)
      throws Exception {
    HttpResponse<String> answer = send(operation.method(), address, body, type);
    if (answer.statusCode() >= 300) {
      problem(address, answer);
    }
  }

  private void refusedSurely(
      ApiOperation operation, String address, @Nullable String body, @Nullable String type)
      throws Exception {
    problem(
        operation.method() + " " + address + " " + abridged(body),
        send(operation.method(), address, body, type));
  }

  private void refusedSurely(String method, String address) throws Exception {
    problem(method + " " + address, send(method, address, null, null));
  }

  private static String abridged(@Nullable String body) {
    String text = String.valueOf(body);
    return text.substring(0, Math.min(200, text.length()));
  }

  private static void problem(String asked, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s -> %s", asked, answer.body()).isBetween(400, 499);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(asked)
        .hasValue("application/problem+json");
    JsonNode problem = Json.parse(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("detail").asText()).as(asked).isNotEmpty();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, @Nullable String type) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return client.send(
        request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
  }
}
