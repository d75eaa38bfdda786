package org.gatehouse.integrations.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is what the schemas say, and they say all that the last release said. */
class SchemasTest {
  private static final Path FOLDER = Path.of("../../docs/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<EventDetail> details() {
    var time = Samples.TIME;
    BoundingBox box = new BoundingBox(0.1, 0.2, 0.3, 0.1);
    PlateCharacter.Alternative other = new PlateCharacter.Alternative("0", 0.2);
    PlateRead plate =
        new PlateRead(
            "O",
            0.9,
            "CN",
            "standard",
            List.of(new PlateCharacter("O", 0.8, List.of(other))),
            box,
            3);
    return List.of(
        new EventDetail.PassageDecided("p", time, time, plate, Direction.LEAVING),
        new EventDetail.PassageFinalized("p", time, time, time, plate, Direction.APPROACHING),
        new EventDetail.PassageNoRead("p", time, time, box),
        new EventDetail.FaceSnapshot(time, time, time),
        new EventDetail.CameraState("up", "streaming"),
        new EventDetail.AnalyticsGap(time, time, "restart"),
        new EventDetail.DeliveryTest("backend", false),
        new EventDetail.DataDeleted("events", time, 3, 1, "retention"),
        new EventDetail.GateDecided("north", "p", "open", "allow", "list", time),
        new EventDetail.GateCommanded(
            "north", "c", "p", "open", "lists", "confirmed", time, time, time, ""),
        new EventDetail.GateTailgate("north", "p", "q", "camera", time),
        new EventDetail.VisitStarted("v", "site", "north", "p", time),
        new EventDetail.VisitEnded("v", "site", "south", "q", "p", time, time));
  }

  private static JsonNode schema(Path folder, String type) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(type + ".json")));
  }

  private static Path lastRelease() throws IOException {
    try (Stream<Path> releases = Files.list(FOLDER.resolve("released"))) {
      return releases.max(Comparator.comparing(SchemasTest::version)).orElseThrow();
    }
  }

  private static String version(Path folder) {
    StringBuilder sortable = new StringBuilder();
    for (String part : folder.getFileName().toString().split("\\.", -1)) {
      sortable.append("%06d".formatted(Integer.parseInt(part)));
    }
    return sortable.toString();
  }

  private static List<String> types(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void schemas_areOfTheTypesThatThereAre() throws Exception {
    assertThat(types(FOLDER)).containsExactlyInAnyOrderElementsOf(EventDetail.TYPES);
    assertThat(details())
        .extracting(EventDetail::type)
        .containsExactlyInAnyOrderElementsOf(EventDetail.TYPES);
  }

  @ParameterizedTest
  @MethodSource("details")
  void data_ofEveryEvent_isWhatItsSchemaSays(EventDetail detail) throws Exception {
    Samples.Pictures pictures = new Samples.Pictures();
    StoredEvent event = Samples.stored(1, detail, List.of(Samples.CROP));
    pictures.put(event.event().id(), "crop", new byte[] {'a', 'b', 'c'});
    CloudEvents events = new CloudEvents(Pictures.inline(Samples.context(pictures)));
    JsonNode data = JSON.readTree(events.data(event.event()));
    Schema schema = new Schema(schema(FOLDER, detail.type()));
    assertThat(schema.complaints(data)).isEmpty();
  }

  @Test
  void schemas_sayAllThatTheLastReleaseSaid() throws Exception {
    Path release = lastRelease();
    for (String type : types(release)) {
      assertThat(new Schema(schema(release, type)).broken(schema(FOLDER, type))).isEmpty();
    }
  }

  @Test
  void broken_fieldGoneChangedOrNotAlwaysThere_isFound() throws Exception {
    Schema before = new Schema(schema(FOLDER, EventDetail.CAMERA_STATE));
    ObjectNode gone = schema(FOLDER, EventDetail.CAMERA_STATE).deepCopy();
    ((ObjectNode) gone.path("properties")).remove("reason");
    assertThat(before.broken(gone)).anyMatch(what -> what.contains("reason"));
    ObjectNode changed = schema(FOLDER, EventDetail.CAMERA_STATE).deepCopy();
    ((ObjectNode) changed.at("/properties/reason")).put("type", "integer");
    assertThat(before.broken(changed)).anyMatch(what -> what.contains("reason"));
    ObjectNode optional = schema(FOLDER, EventDetail.CAMERA_STATE).deepCopy();
    optional.putArray("required").add("state").add("snapshots");
    assertThat(before.broken(optional)).anyMatch(what -> what.contains("reason"));
    ObjectNode fewer = schema(FOLDER, EventDetail.CAMERA_STATE).deepCopy();
    ((ObjectNode) fewer.at("/properties/state")).putArray("enum").add("up");
    assertThat(before.broken(fewer)).anyMatch(what -> what.contains("down"));
    ObjectNode more = schema(FOLDER, EventDetail.CAMERA_STATE).deepCopy();
    ((ObjectNode) more.path("properties")).putObject("since").put("type", "string");
    assertThat(before.broken(more)).isEmpty();
  }
}
