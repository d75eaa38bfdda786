package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.server.http.api.ApiDocument;
import org.gatehouse.server.http.api.ApiOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators do about alarms, over HTTP. */
@Timeout(60)
class AlarmHttpTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final AlarmBoard BOARD = FakeEngine.ALARMS;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StorageProvider.Stores stores;
  private WebServer server;

  @BeforeEach
  void start() {
    stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder, Ticker.system());
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(AlarmHttpTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
    client.close();
  }

  /** Of a camera that no other test has. */
  private static long raised(String camera, Alarm.Severity severity) {
    String id = "camera-down/" + camera;
    BOARD.raise(
        new Alarm(
            id,
            Alarm.Kind.CAMERA_DOWN,
            severity,
            List.of(new CameraId(camera)),
            NOON,
            "text",
            "switch SW-3"));
    return BOARD.standing().stream()
        .filter(record -> record.alarm().id().equals(id))
        .mapToLong(AlarmRecord::number)
        .findFirst()
        .orElseThrow();
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(server.url().resolve("api/v1/alarms" + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> act(long number, String action, @Nullable String body)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    String method = action.equals("assignee") ? "PUT" : "POST";
    return send(
        at("/" + number + "/" + action)
            .header("X-Gatehouse-User", "alice")
            .method(method, publisher)
            .build());
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send(at(path).build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private static List<String> noted(long number) {
    return FakeEngine.AUDIT.after(0, Integer.MAX_VALUE).stream()
        .map(row -> row.entry())
        .filter(entry -> String.valueOf(number).equals(entry.details().get("alarm")))
        .map(entry -> entry.action() + " by " + entry.who())
        .toList();
  }

  @Test
  void acknowledge_byManyAtOnce_oneIsFirstAndTheOthersHearWho() throws Exception {
    long number = raised("ack-1", Alarm.Severity.WARNING);
    List<CompletableFuture<HttpResponse<String>>> tries = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tries.add(
          client.sendAsync(
              at("/" + number + "/acknowledge")
                  .header("X-Gatehouse-User", "operator-" + i)
                  .POST(HttpRequest.BodyPublishers.ofString("{\"comment\":\"seen\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    List<HttpResponse<String>> answers = tries.stream().map(CompletableFuture::join).toList();
    HttpResponse<String> first =
        answers.stream().filter(a -> a.statusCode() == 200).findFirst().orElseThrow();
    String winner = Json.parse(first.body()).path("acknowledged").path("by").asText();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(7);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .allSatisfy(answer -> assertThat(answer.body()).contains("acknowledged by " + winner));
    assertThat(noted(number)).containsExactly("alarm.acknowledged by " + winner);
  }

  @Test
  void shelve_withReasonAndTime_isCountedUntilItIsTakenBack() throws Exception {
    long number = raised("shelf-1", Alarm.Severity.WARNING);
    JsonNode shelved = ok(act(number, "shelve", "{\"reason\":\"lens cleaned\",\"minutes\":30}"));
    assertThat(shelved.path("state").asText()).isEqualTo("shelved");
    Duration left =
        Duration.between(
            Instant.now(), Instant.parse(shelved.path("withheld").path("until").asText()));
    assertThat(left).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    assertThat(get("?state=acknowledged").path("counts").path("shelved").asInt()).isPositive();
    assertThat(act(number, "acknowledge", "{}").statusCode()).isEqualTo(409);
    assertThat(act(number, "shelve", "{\"reason\":\"x\",\"minutes\":481}").statusCode())
        .isEqualTo(400);
    assertThat(act(number, "shelve", "{\"reason\":\" \",\"minutes\":5}").statusCode())
        .isEqualTo(400);
    assertThat(ok(act(number, "unshelve", null)).path("state").asText())
        .isEqualTo("unacknowledged");
    assertThat(act(number, "unshelve", null).statusCode()).isEqualTo(409);
    assertThat(noted(number)).hasSize(2).first().asString().contains("alarm.shelved");
  }

  @Test
  void deeds_ofOneAlarm_areListedWithWhoAndWhenAndAudited() throws Exception {
    long number = raised("deeds-1", Alarm.Severity.CRITICAL);
    ok(act(number, "comments", "{\"text\":\"no power at the mast\"}"));
    ok(act(number, "assignee", "{\"to\":\"bob\"}"));
    ok(act(number, "out-of-service", "{\"reason\":\"mast is moved\"}"));
    JsonNode alarm = ok(act(number, "in-service", null));
    assertThat(alarm.path("assignee").asText()).isEqualTo("bob");
    assertThat(alarm.path("notes").findValuesAsText("deed"))
        .containsExactly("commented", "assigned", "taken-out", "put-back");
    assertThat(alarm.path("notes").get(0).path("by").asText()).contains("alice");
    assertThat(noted(number)).hasSize(4);
    assertThat(get("/" + number)).isEqualTo(alarm);
    ApiOperation one =
        ApiDocument.get().operations().stream()
            .filter(each -> each.id().equals("getAlarm"))
            .findFirst()
            .orElseThrow();
    JsonSchema schema = Objects.requireNonNull(ApiDocument.get().answer(one, 200));
    assertThat(schema.validate(alarm)).isEmpty();
    assertThat(send(at("/999999").build()).statusCode()).isEqualTo(404);
    assertThat(act(999_999, "acknowledge", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void acknowledge_several_saysWhichItWas() throws Exception {
    long first = raised("many-1", Alarm.Severity.WARNING);
    long second = raised("many-2", Alarm.Severity.WARNING);
    ok(act(first, "acknowledge", "{}"));
    String body = "{\"numbers\":[%d,%d,999999]}".formatted(first, second);
    HttpRequest order = at("/acknowledge").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    JsonNode answer = ok(send(order));
    assertThat(answer.path("acknowledged")).hasSize(1);
    assertThat(answer.path("acknowledged").get(0).asLong()).isEqualTo(second);
    assertThat(answer.path("refused")).hasSize(2);
    assertThat(send(order).statusCode()).isEqualTo(409);
  }

  @Test
  void list_byFilters_isNarrowed() throws Exception {
    long number = raised("filter-1", Alarm.Severity.NOTICE);
    JsonNode found = get("?camera=filter-1&severity=NOTICE&source=camera&kind=CAMERA_DOWN");
    assertThat(found.path("open").findValuesAsText("number")).containsExactly("" + number);
    assertThat(found.path("open").get(0).path("cause").asText()).isEqualTo("switch SW-3");
    assertThat(get("?camera=filter-1&source=gate").path("open")).isEmpty();
    assertThat(send(at("?state=unheard-of").build()).statusCode()).isEqualTo(400);
  }

  @Test
  void feed_alarmChanged_isToldToEveryPageWithinASecond() throws Exception {
    BOARD.onChange(server::alarmChanged);
    FeedClient page = FeedClient.join(client, server.url(), "");
    long number = raised("feed-1", Alarm.Severity.WARNING);
    JsonNode told = page.next(1_000);
    assertThat(told.path("kind").asText()).isEqualTo("alarm");
    assertThat(told.path("alarm").path("number").asLong()).isEqualTo(number);
    assertThat(told.path("alarm").path("state").asText()).isEqualTo("unacknowledged");
    ok(act(number, "acknowledge", "{\"comment\":\"seen\"}"));
    JsonNode after = page.next(1_000).path("alarm");
    assertThat(after.path("state").asText()).isEqualTo("acknowledged");
    assertThat(after.path("acknowledged").path("text").asText()).isEqualTo("seen");
    page.close();
  }
}
