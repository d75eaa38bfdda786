package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.gate.GateDesk;
import org.gatehouse.runtime.gate.GateParts;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.runtime.gate.Passback;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.list.VehicleLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneRoutesTest {
  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StorageProvider.Stores stores;
  private GateStore gates;
  private VehicleListStore vehicles;
  private VehicleLists lists;
  private GateDesk desk;
  private WebServer server;

  /** Obeys at once. */
  private static final class Obedient implements BarrierDriver {
    @Override
    public BarrierAnswer tell(BarrierOrder order, Runnable sent) {
      sent.run();
      return new BarrierAnswer.Done();
    }

    @Override
    public BarrierState state() {
      return BarrierState.UNKNOWN;
    }

    @Override
    public boolean hasLoop() {
      return false;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() {
    StorageProvider provider = ServiceLoader.load(StorageProvider.class).findFirst().orElseThrow();
    stores = provider.open(folder, Ticker.system());
    vehicles = provider.lists(folder);
    try (ListChange change = vehicles.change()) {
      change.put(ListEntry.of("京A12345", ListKind.ALLOW));
      change.apply(true);
    }
    lists = VehicleLists.open(vehicles, ZoneOffset.UTC);
    gates = provider.gates(folder);
    LaneRules rules =
        new LaneRules(
            "north",
            PassDirection.IN,
            List.of(new CameraId("gate-1")),
            List.of(),
            Map.of(Standing.ALLOW, Outcome.OPEN),
            false,
            null,
            Outcome.OPEN,
            Passback.OFF,
            "site",
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            null,
            Duration.ofSeconds(10));
    desk =
        new GateDesk(
                Map.of(rules, new Obedient()),
                new GateParts(
                    lists,
                    gates,
                    (camera, event, durable) -> {},
                    new AlarmBoard(),
                    Ticker.system()))
            .start();
    FakeEngine.GATES.set(desk);
    FakeEngine.LISTS.set(vehicles);
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(getClass().getClassLoader()));
  }

  @AfterEach
  void stop() {
    FakeEngine.GATES.set(GateDesk.none());
    FakeEngine.LISTS.set(new MemoryVehicles());
    server.close();
    desk.close();
    lists.close();
    gates.close();
    stores.events().close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve("api/v1/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private JsonNode command(String body) throws Exception {
    HttpResponse<String> answer = send("POST", "lanes/north/commands", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Json.parse(answer.body());
  }

  private JsonNode lane(Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    JsonNode lane = get("lanes/north");
    while (!wanted.test(lane) && System.nanoTime() < deadline) {
      Thread.sleep(10);
      lane = get("lanes/north");
    }
    assertThat(wanted.test(lane)).as(lane.toString()).isTrue();
    return lane;
  }

  @Test
  void open_withAReason_isNotedAndConfirmed() throws Exception {
    String id = command("{\"action\":\"open\",\"reason\":\"delivery\"}").path("command").asText();
    JsonNode lane = lane(seen -> seen.at("/commands/0/state").asText().equals("confirmed"));
    assertThat(lane.at("/commands/0/id").asText()).isEqualTo(id);
    assertThat(lane.at("/commands/0/by").asText()).isEqualTo("person");
    assertThat(lane.path("openUntil").isTextual()).isTrue();
    assertThat(FakeEngine.AUDIT.lines().getLast())
        .startsWith("gate.commanded by")
        .contains("lane=north", "reason=delivery");
    assertThat(get("lanes").at("/items/0/name").asText()).isEqualTo("north");
  }

  @Test
  void typed_plate_decidesByTheLists() throws Exception {
    JsonNode unlisted =
        command("{\"action\":\"typed\",\"reason\":\"unread\",\"plate\":\"粤B·99999\"}");
    assertThat(unlisted.at("/verdict/outcome").asText()).isEqualTo("check");
    assertThat(unlisted.path("command").isNull()).isTrue();
    JsonNode listed =
        command("{\"action\":\"typed\",\"reason\":\"unread\",\"plate\":\"京A·12345\"}");
    assertThat(listed.at("/verdict/standing").asText()).isEqualTo("allow");
    assertThat(listed.path("command").isTextual()).isTrue();
  }

  @Test
  void lanes_withAPlate_areNotedOnceThoughThePagePolls() throws Exception {
    int before = FakeEngine.AUDIT.lines().size();
    get("lanes");
    get("lanes/north");
    command("{\"action\":\"typed\",\"reason\":\"unread\",\"plate\":\"京A·12345\"}");
    for (int polls = 0; polls < 3; polls++) {
      assertThat(get("lanes").at("/items/0/vehicle/plate").asText()).isEqualTo("京A12345");
      assertThat(get("lanes/north").at("/vehicle/plate").asText()).isEqualTo("京A12345");
    }
    List<String> noted = FakeEngine.AUDIT.lines();
    assertThat(noted.subList(before, noted.size()))
        .filteredOn(line -> line.startsWith("lanes.read"))
        .hasSize(1)
        .allMatch(line -> line.contains("lanes=north") && !line.contains("12345"));
  }

  @Test
  void commands_thatCannotBe_areRefusedInWords() throws Exception {
    command("{\"action\":\"release\",\"reason\":\"an earlier run may have held it\"}");
    HttpResponse<String> release =
        send("POST", "lanes/north/commands", "{\"action\":\"release\",\"reason\":\"r\"}");
    assertThat(release.statusCode()).isEqualTo(409);
    assertThat(release.body()).contains("not held open");
    for (String body :
        List.of(
            "{\"action\":\"open\"}",
            "{\"action\":\"close\",\"reason\":\"r\"}",
            "{\"action\":\"open\",\"reason\":\"r\",\"plate\":\"A123\"}",
            "{\"action\":\"typed\",\"reason\":\"r\"}",
            "{\"action\":\"typed\",\"reason\":\"r\",\"plate\":\"A\"}")) {
      assertThat(send("POST", "lanes/north/commands", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(
            send("POST", "lanes/south/commands", "{\"action\":\"open\",\"reason\":\"r\"}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void vehicle_putReadAndDeleted_keepsItsOwnerForThoseWhoKeepTheLists() throws Exception {
    String entries =
        """
        {"items":[{"kind":"visitor","until":"2099-01-01T00:00:00Z","lanes":["north"],
          "schedule":["mon-fri 07:00-19:00"],"owner":"tenant/7","passes":2},{"kind":"allow"}]}""";
    assertThat(send("PUT", "vehicles/%E6%B2%AAB-1234", entries).statusCode()).isEqualTo(200);
    JsonNode read = get("vehicles/%E6%B2%AAB1234");
    assertThat(read.at("/items/0/kind").asText()).isEqualTo("allow");
    assertThat(read.at("/items/1/owner").asText()).isEqualTo("tenant/7");
    JsonNode page = get("vehicles?limit=1");
    assertThat(page.at("/items/0/plate").asText()).isEqualTo("京A12345");
    assertThat(get("vehicles?limit=1&after=%E4%BA%ACA12345").path("items")).hasSize(2);
    assertThat(send("PUT", "vehicles/%E6%B2%AAB1234", "{\"items\":[{\"kind\":\"deny\"}]}").body())
        .contains("deny")
        .doesNotContain("tenant");
    assertThat(send("DELETE", "vehicles/%E6%B2%AAB1234", "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "vehicles/%E6%B2%AAB1234", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "vehicles/%E6%B2%AAB1234", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> matching(String method, String tag) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve("api/v1/vehicles/B7777"))
            .method(
                method,
                HttpRequest.BodyPublishers.ofString(
                    method.equals("DELETE") ? "" : "{\"items\":[{\"kind\":\"visitor\"}]}"))
            .header("If-Match", tag)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void vehicle_changedMeanwhile_isNotChangedByWhoReadItBefore() throws Exception {
    send("PUT", "vehicles/B7777", "{\"items\":[{\"kind\":\"allow\"},{\"kind\":\"deny\"}]}");
    String read = tag(send("GET", "vehicles/B7777", ""));
    String put =
        tag(
            send(
                "PUT",
                "vehicles/B7777",
                "{\"items\":[{\"kind\":\"visitor\"},{\"kind\":\"deny\"}]}"));
    for (String method : List.of("PUT", "DELETE")) {
      HttpResponse<String> stale = matching(method, read);
      assertThat(stale.statusCode()).as(stale.body()).isEqualTo(412);
    }
    assertThat(tag(send("GET", "vehicles/B7777", ""))).isEqualTo(put);
    HttpResponse<String> fresh = matching("PUT", put);
    assertThat(fresh.statusCode()).isEqualTo(200);
    assertThat(matching("DELETE", tag(fresh)).statusCode()).isEqualTo(204);
  }

  @Test
  void look_thatCannotBeNoted_isRefusedEachTimeAndNotedLater() throws Exception {
    FakeEngine.AUDIT.full = true;
    try {
      assertThat(send("GET", "vehicles/A00001", "").statusCode()).isEqualTo(503);
      assertThat(send("GET", "vehicles/A00001", "").statusCode()).isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(send("GET", "vehicles/A00001", "").statusCode()).isEqualTo(404);
    assertThat(FakeEngine.AUDIT.lines().getLast()).startsWith("lists.read").contains("A00001");
  }

  @Test
  void vehicle_entriesThatCannotBe_areRefusedInWords() throws Exception {
    for (String item :
        List.of(
            "{\"kind\":\"allow\",\"lanes\":[\"nowhere\"]}",
            "{\"kind\":\"allow\",\"schedule\":[\"always\"]}",
            "{\"kind\":\"allow\",\"passes\":1}",
            "{\"kind\":\"allow\",\"owner\":\"unit\\n7\"}",
            "{\"kind\":\"allow\",\"from\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}",
            "{\"kind\":\"allow\"},{\"kind\":\"allow\"}")) {
      assertThat(send("PUT", "vehicles/A123", "{\"items\":[" + item + "]}").statusCode())
          .as(item)
          .isEqualTo(400);
    }
    assertThat(send("PUT", "vehicles/A", "{\"items\":[{\"kind\":\"allow\"}]}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void import_planAndApply_areWholeOrNotAtAll() throws Exception {
    String sheet = "plate,kind\\n京A1234S,deny\\n";
    JsonNode plan = Json.parse(send("POST", "vehicles/import", sheet("plan", sheet)).body());
    assertThat(plan.path("added").asInt()).isOne();
    assertThat(plan.path("lookAlikesOfAnotherKind").asInt()).isOne();
    assertThat(vehicles.size()).isOne();
    HttpResponse<String> wrong =
        send("POST", "vehicles/import", sheet("apply", sheet + "A1,perhaps\\n"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("csv:3", "allow, deny or visitor");
    assertThat(vehicles.size()).isOne();
    send("POST", "vehicles/import", sheet("apply", sheet));
    assertThat(vehicles.size()).isEqualTo(2);
    StringBuilder many = new StringBuilder("plate,kind\\n");
    for (int i = 0; i < 10_000; i++) {
      many.append("Z").append(10_000 + i).append(",allow\\n");
    }
    assertThat(send("POST", "vehicles/import", sheet("apply", many.toString())).statusCode())
        .isEqualTo(200);
    assertThat(vehicles.size()).isEqualTo(10_002);
  }

  private static String sheet(String mode, String csv) {
    return "{\"mode\":\"%s\",\"csv\":\"%s\"}".formatted(mode, csv);
  }
}
