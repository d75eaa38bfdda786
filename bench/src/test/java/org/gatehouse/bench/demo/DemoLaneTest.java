package org.gatehouse.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.farm.FarmCamera;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.contract.list.ListEntry;
import org.junit.jupiter.api.Test;

class DemoLaneTest {
  private static final DemoLane LANE =
      new DemoLane(
          List.of(
              camera("entry", "粤B12345", "粤B23456", "粤B34567"),
              camera("street"),
              camera("exit", "粤B12345")));

  private static FarmCamera camera(String id, String... plates) {
    return new FarmCamera(id, id, "vehicle", "rtsp://127.0.0.1/" + id, true, List.of(plates));
  }

  private static Delivered passage(String camera, String passage, String plate) {
    return event(
        "org.gatehouse.passage.finalized.v1",
        camera,
        Map.of("passageId", passage, "plate", Map.of("text", plate)));
  }

  private static Delivered command(String passage, String outcome) {
    return event(
        "org.gatehouse.gate.command.v1",
        "entry",
        Map.of("passageId", passage, "action", "open", "outcome", outcome));
  }

  private static Delivered event(String type, String camera, Map<String, Object> data) {
    return new Delivered(
        type + data,
        0,
        new ObjectMapper().valueToTree(Map.of("type", type, "camera", camera, "data", data)));
  }

  @Test
  void entries_vehiclesOfALane_areEveryOtherOneForThatLaneOnly() {
    assertThat(LANE.entries())
        .extracting(ListEntry::plate)
        .containsExactly("粤B12345", "粤B34567", "粤B12345");
    assertThat(LANE.entries().getLast().lanes()).containsExactly("exit");
  }

  @Test
  void yaml_camerasWithoutKnownVehicles_haveNoLane() {
    assertThat(LANE.yaml()).contains("front: [entry]", "front: [exit]").doesNotContain("street");
    assertThat(new DemoLane(List.of(camera("street"))).yaml()).isEmpty();
  }

  @Test
  void complaints_openedForAListedVehicle_areNone() {
    List<Delivered> delivered =
        List.of(passage("entry", "p1", "粤B12345"), command("p1", "confirmed"));
    assertThat(LANE.complaints(delivered)).isEmpty();
    assertThat(DemoLane.opened(delivered)).containsExactly("p1");
  }

  @Test
  void complaints_openedForAnother_namesTheVehicle() {
    assertThat(
            LANE.complaints(List.of(command("p1", "confirmed"), passage("entry", "p1", "粤B23456"))))
        .singleElement()
        .asString()
        .contains("entry", "粤B23456");
  }

  @Test
  void opened_noAnswer_isNoOpening() {
    assertThat(DemoLane.opened(List.of(command("p1", "no-answer")))).isEmpty();
  }
}
