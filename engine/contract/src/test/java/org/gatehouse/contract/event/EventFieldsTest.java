package org.gatehouse.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventFieldsTest {
  private static final Instant T = Instant.parse("2026-05-04T03:02:01.000123Z");
  private static final UUID ID = UUID.fromString("01970000-0000-7000-8000-000000000001");

  static List<EventDetail> details() {
    PlateRead plate =
        new PlateRead(
            "川A113YP",
            0.97,
            "CN",
            "standard",
            List.of(
                new PlateCharacter("川", 1, List.of()),
                new PlateCharacter("A", 0.8, List.of(new PlateCharacter.Alternative("4", 0.2)))),
            new BoundingBox(0.1, 0.25, 0.5, 0.125),
            31);
    return List.of(
        new EventDetail.PassageFinalized(
            "p1", T, T.plusSeconds(1), T.plusSeconds(2), plate, Direction.LEAVING),
        new EventDetail.FaceSnapshot(T, T.plusSeconds(1), T.plusSeconds(2)),
        new EventDetail.CameraState("down", "connect: Connection refused"),
        new EventDetail.AnalyticsGap(T, T.plusSeconds(3), "worker restarted"),
        new EventDetail.PassageDecided("p1", T, T.plusSeconds(1), plate, Direction.UNKNOWN),
        new EventDetail.PassageNoRead(
            "p2", T, T.plusSeconds(2), new BoundingBox(0.25, 0.5, 0.125, 0.25)),
        new EventDetail.DeliveryTest("backend", true),
        new EventDetail.DataDeleted("events", T, 12, 3, "retention"),
        new EventDetail.GateDecided("north", "p1", "open", "allow", "list", T),
        new EventDetail.GateCommanded(
            "north", "c1", "p1", "open", "lists", "no-answer", T, null, T.plusSeconds(3), "late"),
        new EventDetail.GateTailgate("north", "p1", "p2", "camera", T),
        new EventDetail.VisitStarted("v1", "site", "north", "p1", T),
        new EventDetail.VisitEnded("v1", "site", "south", "p2", "p1", T, T.plusSeconds(9)));
  }

  private static StoredEvent stored(EventDetail detail) {
    return new StoredEvent(
        7,
        new Event(
            ID,
            "north-gate",
            new CameraId("gate-in"),
            T,
            detail,
            List.of(new Snapshot("crop", "ab".repeat(32), 1234))));
  }

  @Test
  void types_areThoseOfAllDetails() {
    assertThat(details())
        .extracting(EventDetail::type)
        .containsExactlyInAnyOrderElementsOf(EventDetail.TYPES);
    assertThat(EventDetail.class.getPermittedSubclasses()).hasSize(EventDetail.TYPES.size());
  }

  @ParameterizedTest
  @MethodSource("details")
  void parse_ofItsOwnData_givesTheDetailBack(EventDetail detail) {
    Map<String, Object> data = EventFields.data(stored(detail).event());
    assertThat(EventFields.parse(detail.type(), data)).isEqualTo(detail);
  }

  @Test
  void of_passage_hasTheFieldsOfTheHttpApi() {
    Map<String, Object> fields = EventFields.of(stored(details().getFirst()));

    assertThat(fields)
        .containsOnlyKeys("sequence", "id", "type", "site", "camera", "time", "data", "snapshots")
        .containsEntry("sequence", 7L)
        .containsEntry("id", ID.toString())
        .containsEntry("type", "org.gatehouse.passage.finalized.v1")
        .containsEntry("time", "2026-05-04T03:02:01.000123Z")
        .containsEntry(
            "snapshots",
            List.of(
                Map.of(
                    "name",
                    "crop",
                    "url",
                    "api/v1/events/" + ID + "/snapshots/crop.jpg",
                    "sha256",
                    "ab".repeat(32),
                    "bytes",
                    1234L)));
    assertThat(fields.get("data"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("passageId", "startedAt", "decidedAt", "endedAt", "direction", "plate")
        .containsEntry("direction", "leaving");
  }

  @Test
  void parse_passageOfAVersionWithoutDecisions_hasNoPassageId() {
    Map<String, Object> data = EventFields.data(stored(details().getFirst()).event());
    data.remove("passageId");
    assertThat(EventFields.parse(EventDetail.PASSAGE_FINALIZED, data))
        .isInstanceOfSatisfying(
            EventDetail.PassageFinalized.class, p -> assertThat(p.passageId()).isEmpty());
  }

  @Test
  void data_ofAFace_saysOnlyWhen() {
    assertThat(EventFields.data(stored(details().get(1)).event()))
        .containsOnlyKeys("startedAt", "capturedAt", "endedAt");
  }

  @Test
  void parse_missingField_namesIt() {
    assertThatThrownBy(() -> EventFields.parse(EventDetail.CAMERA_STATE, Map.of("state", "up")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'reason'");
  }

  @Test
  void parse_unknownType_isRefused() {
    assertThatThrownBy(() -> EventFields.parse("org.example.other", Map.of()))
        .hasMessageContaining("org.example.other");
  }
}
