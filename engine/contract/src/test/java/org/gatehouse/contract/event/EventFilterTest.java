package org.gatehouse.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.media.CameraId;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static Event event(String camera, EventDetail detail) {
    return new Event(
        new UUID(0, 1), "north", new CameraId(camera), Instant.EPOCH, detail, List.of());
  }

  private static final Event UP = event("gate-in", new EventDetail.CameraState("up", "streaming"));

  private static boolean wants(List<String> types, List<String> sites, List<String> cameras) {
    return new EventFilter(types, sites, cameras, List.of()).wants("backend", UP);
  }

  @Test
  void wants_emptyLists_letAllThrough() {
    assertThat(EventFilter.ALL.wants("backend", UP)).isTrue();
  }

  @Test
  void wants_eachListThatIsNotEmpty_mustFit() {
    String type = UP.detail().type();
    assertThat(wants(List.of(type), List.of("north"), List.of("gate-in"))).isTrue();
    assertThat(wants(List.of("org.gatehouse.passage.*"), List.of(), List.of())).isFalse();
    assertThat(wants(List.of("org.gatehouse.camera.*"), List.of(), List.of())).isTrue();
    assertThat(wants(List.of(), List.of("south"), List.of())).isFalse();
    assertThat(wants(List.of(), List.of("south", "n*"), List.of())).isTrue();
    assertThat(wants(List.of(), List.of(), List.of("yard", "gate-*"))).isTrue();
    assertThat(wants(List.of(), List.of(), List.of("gate"))).isFalse();
    assertThat(wants(List.of(type), List.of(), List.of("yard"))).isFalse();
  }

  @Test
  void wants_lists_holdBackDecisionsAboutOtherVehiclesAlone() {
    EventFilter denied = new EventFilter(List.of(), List.of(), List.of(), List.of("deny"));
    assertThat(denied.wants("backend", decided("deny"))).isTrue();
    assertThat(denied.wants("backend", decided("unlisted"))).isFalse();
    assertThat(denied.wants("backend", UP)).isTrue();
    assertThat(EventFilter.ALL.wants("backend", decided("unlisted"))).isTrue();
  }

  private static Event decided(String standing) {
    return event(
        "gate-in",
        new EventDetail.GateDecided("north-in", "p1", "check", standing, "list", Instant.EPOCH));
  }

  @Test
  void wants_test_isForItsDestinationAloneWhateverTheFilter() {
    Event test = event("site", new EventDetail.DeliveryTest("backend", false));
    EventFilter narrow = new EventFilter(List.of("none"), List.of(), List.of(), List.of());
    assertThat(narrow.wants("backend", test)).isTrue();
    assertThat(EventFilter.ALL.wants("other", test)).isFalse();
  }
}
