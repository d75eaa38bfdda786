package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting by plate, by picture and by time, down to the files. */
class DeletionTest {
  private static final CameraId GATE = new CameraId("gate-1");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String PLATE = "京A12345";

  @TempDir Path data;
  private ServedSite site;

  @BeforeEach
  void start() {
    site = new ServedSite(data, TestAccess.of(null));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private UUID passage(int seconds, String plate) throws Exception {
    Instant time = NOON.plusSeconds(seconds);
    return event(
        time,
        new PassageFinalized("p" + seconds, time, time, time, read(plate), Direction.APPROACHING));
  }

  private static PlateRead read(String plate) {
    BoundingBox box = new BoundingBox(0.1, 0.1, 0.2, 0.1);
    return new PlateRead(plate, 0.9, "CN", "standard", List.of(), box, 3);
  }

  private UUID event(Instant time, EventDetail detail) throws Exception {
    UUID id = UUID.randomUUID();
    List<Snapshot> pictures =
        List.of(
            site.desk().stores().snapshots().write(id, "crop", new byte[] {1}),
            site.desk().stores().snapshots().write(id, "scene", new byte[] {2}));
    site.desk().stores().events().append(new Event(id, "test-site", GATE, time, detail, pictures));
    return id;
  }

  private HttpResponse<String> delete(String body) throws Exception {
    return site.send("POST", "api/v1/deletions", body, null);
  }

  private int picture(UUID event, String name) throws Exception {
    return site.client()
        .send(
            site.request("api/v1/events/" + event + "/snapshots/" + name + ".jpg").build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void plate_itsEventsAndFilesGo_othersAndTheHeldStay() throws Exception {
    UUID one = passage(1, PLATE);
    UUID two = passage(100, PLATE);
    UUID other = passage(3, "沪B54321");
    String hold =
        "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:01:30Z\","
            + "\"to\":\"2026-01-01T12:02:00Z\",\"owner\":\"police\","
            + "\"reason\":\"case 7\",\"expires\":\"2100-01-01T00:00:00Z\"}";
    HttpResponse<String> held = site.send("POST", "api/v1/holds", hold, null);
    assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
    HttpResponse<String> answer = delete("{\"plate\":\"" + PLATE + "\",\"reason\":\"request 12\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode receipt = Json.parse(answer.body());
    assertThat(receipt.path("events").asInt()).isEqualTo(1);
    assertThat(receipt.path("pictures").asInt()).isEqualTo(2);
    assertThat(receipt.path("held").asInt()).isEqualTo(1);
    assertThat(site.desk().stores().events().find(one)).isNull();
    assertThat(site.desk().stores().events().find(two)).isNotNull();
    assertThat(site.desk().stores().events().find(other)).isNotNull();
    assertThat(data.resolve("snapshots"))
        .isDirectoryRecursivelyContaining("glob:**" + two + "*")
        .isDirectoryNotContaining("glob:**" + one + "*");
    assertThat(answer.body()).doesNotContain(PLATE).doesNotContain("request 12");
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("deletion.requested") && line.contains("request 12"))
        .anyMatch(line -> line.startsWith("deletion.done") && line.contains("events=1"))
        .noneMatch(line -> line.contains(PLATE));
  }

  @Test
  void plate_howeverItIsWritten_isThePlateThatWasRead() throws Exception {
    for (String written : List.of("京A·12345", "京a12345", " 京A 12345 ", "京Ａ-12345")) {
      UUID read = passage(1, PLATE);
      HttpResponse<String> answer = delete("{\"plate\":\"" + written + "\",\"reason\":\"x\"}");
      assertThat(Json.parse(answer.body()).path("events").asInt()).as(written).isEqualTo(1);
      assertThat(site.desk().stores().events().find(read)).isNull();
    }
    passage(2, "京a.9");
    assertThat(
            Json.parse(delete("{\"plate\":\"京a.9\",\"reason\":\"x\"}").body())
                .path("events")
                .asInt())
        .as("a read that is written otherwise than plates are compared")
        .isEqualTo(1);
    HttpResponse<String> none = delete("{\"plate\":\"京A?12345\",\"reason\":\"x\"}");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("letters and digits only");
  }

  @Test
  void plate_thatAPassageWasDecidedAs_takesTheWholePassage() throws Exception {
    Instant time = NOON.plusSeconds(9);
    UUID decided =
        event(time, new PassageDecided("p9", time, time, read(PLATE), Direction.APPROACHING));
    UUID finalized = passage(9, "京A12346");
    UUID other = passage(10, "京A12346");
    JsonNode receipt = Json.parse(delete("{\"plate\":\"" + PLATE + "\",\"reason\":\"x\"}").body());
    assertThat(receipt.path("events").asInt()).isEqualTo(2);
    assertThat(receipt.path("pictures").asInt()).isEqualTo(4);
    assertThat(site.desk().stores().events().find(decided)).isNull();
    assertThat(site.desk().stores().events().find(finalized)).isNull();
    assertThat(site.desk().stores().events().find(other)).isNotNull();
    assertThat(data.resolve("snapshots")).isDirectoryNotContaining("glob:**" + finalized + "*");
  }

  @Test
  void snapshot_oneGoes_theEventSaysSo() throws Exception {
    UUID event = passage(1, PLATE);
    String order = "{\"event\":\"%s\",\"snapshot\":\"scene\",\"reason\":\"x\"}".formatted(event);
    assertThat(Json.parse(delete(order).body()).path("pictures").asInt()).isEqualTo(1);
    assertThat(picture(event, "scene")).isEqualTo(410);
    assertThat(picture(event, "crop")).isEqualTo(200);
    assertThat(Json.parse(delete(order).body()).path("pictures").asInt()).isZero();
  }

  @Test
  void time_ofACamera_goes() throws Exception {
    UUID before = passage(1, PLATE);
    UUID within = passage(20, PLATE);
    HttpResponse<String> answer =
        delete(
            "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:10Z\","
                + "\"to\":\"2026-01-01T12:00:30Z\",\"reason\":\"x\"}");
    assertThat(Json.parse(answer.body()).path("events").asInt()).isEqualTo(1);
    assertThat(site.desk().stores().events().find(within)).isNull();
    assertThat(site.desk().stores().events().find(before)).isNotNull();
  }

  @Test
  void time_withRecordings_takesThemTooAndTellsHowMany() throws Exception {
    FakeEngine.ERASED.clear();
    FakeEngine.DELETED.clear();
    passage(20, PLATE);
    String order =
        "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:10Z\","
            + "\"to\":\"2026-01-01T12:00:30Z\",\"recordings\":%s,\"reason\":\"x\"}";
    JsonNode without = Json.parse(delete(order.formatted(false)).body());
    assertThat(without.path("segments").asInt()).isZero();
    assertThat(FakeEngine.ERASED).isEmpty();
    JsonNode receipt = Json.parse(delete(order.formatted(true)).body());
    assertThat(receipt.path("segments").asInt()).isEqualTo(3);
    assertThat(receipt.path("heldSegments").asInt()).isEqualTo(1);
    assertThat(FakeEngine.ERASED)
        .containsExactly("gate-1 2026-01-01T12:00:10Z 2026-01-01T12:00:30Z");
    assertThat(FakeEngine.DELETED)
        .extracting(told -> told.what() + " " + told.count() + " " + told.cause())
        .containsExactly("events 1 request", "snapshots 2 request", "recordings 3 request");
    assertThat(delete(order.formatted("\"yes\"")).statusCode()).isEqualTo(400);
    String plate = "{\"plate\":\"" + PLATE + "\",\"recordings\":true,\"reason\":\"x\"}";
    assertThat(delete(plate).statusCode())
        .as("whose recordings they are nobody knows")
        .isEqualTo(400);
  }

  @Test
  void deletion_withoutReasonOrSense_isRefused() throws Exception {
    passage(1, PLATE);
    for (String body :
        List.of(
            "{\"plate\":\"" + PLATE + "\"}",
            "{\"reason\":\"x\"}",
            "{\"plate\":\"\",\"reason\":\"x\"}",
            "{\"event\":\"nonsense\",\"snapshot\":\"crop\",\"reason\":\"x\"}",
            "{\"event\":\"" + UUID.randomUUID() + "\",\"snapshot\":\"../x\",\"reason\":\"x\"}",
            "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:30Z\","
                + "\"to\":\"2026-01-01T12:00:10Z\",\"reason\":\"x\"}")) {
      assertThat(delete(body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(site.desk().stores().events().ofPlate(Set.of(PLATE))).hasSize(1);
  }

  @Test
  void deletion_done_thatCannotBeNoted_isToldAndHasItsReceipt() throws Exception {
    FakeEngine.DELETED.clear();
    passage(8, "粤B88888");
    FakeEngine.AUDIT.refused = "deletion.done";
    try {
      HttpResponse<String> answer = delete("{\"plate\":\"粤B88888\",\"reason\":\"case 18\"}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(Json.parse(answer.body()).path("events").asInt()).isEqualTo(1);
    } finally {
      FakeEngine.AUDIT.refused = null;
    }
    assertThat(FakeEngine.DELETED).hasSize(2);
  }

  @Test
  void deletion_stoppedByAStoreThatFails_isNotedAndToldForWhatIsGone() throws Exception {
    FakeEngine.DELETED.clear();
    UUID within = passage(20, PLATE);
    Path picture;
    try (var files = Files.walk(data.resolve("snapshots"))) {
      picture = files.filter(file -> file.endsWith(within + "-crop.jpg")).findFirst().orElseThrow();
    }
    Files.delete(picture);
    Files.createDirectories(picture.resolve("in-the-way"));
    HttpResponse<String> answer =
        delete(
            "{\"camera\":\"gate-1\",\"from\":\"2026-01-01T12:00:10Z\","
                + "\"to\":\"2026-01-01T12:00:30Z\",\"recordings\":true,\"reason\":\"x\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
    assertThat(FakeEngine.DELETED)
        .extracting(told -> told.what() + " " + told.count())
        .containsExactly("recordings 3");
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("deletion.partly-done") && line.contains("segments=3"))
        .noneMatch(line -> line.startsWith("deletion.done"));
  }

  @Test
  void deletion_done_isToldToDestinationsWithoutSayingOfWhom() throws Exception {
    FakeEngine.DELETED.clear();
    passage(7, "粤B99999");
    assertThat(delete("{\"plate\":\"粤B99999\",\"reason\":\"case 17\"}").statusCode())
        .isEqualTo(200);
    assertThat(FakeEngine.DELETED)
        .extracting(told -> told.what() + " " + told.count() + " " + told.cause())
        .containsExactly("events 1 request", "snapshots 2 request");
    assertThat(delete("{\"plate\":\"粤B99999\",\"reason\":\"case 17\"}").statusCode())
        .isEqualTo(200);
    assertThat(FakeEngine.DELETED).as("nothing was there any more").hasSize(2);
  }
}
