package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.contract.storage.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same person passes one camera twice and another once, and nothing in the events says so: they
 * share no value but where and of what type they are. The hardest case is taken: the very same
 * picture to the byte, under the same name of the worker's track.
 */
class JoinTest {
  /** Where and of what type; {@code source} is site and camera, {@code subject} the camera. */
  private static final Set<String> PLACE = Set.of("site", "camera", "type", "source", "subject");

  /** The same for every event there is. */
  private static final Set<String> CONSTANT =
      Set.of(
          "specversion",
          "datacontenttype",
          "data.snapshots[].name",
          "data.snapshots[].mediaType",
          "snapshots[].name");

  @TempDir Path folder;

  @Test
  void samePersonAtTwoCameras_eventsShareNothingButSiteCameraAndType() throws Exception {
    try (Backend backend = new Backend();
        SmallEngine engine = new SmallEngine(folder, backend.url())) {
      List<StoredEvent> stored =
          List.of(
              engine.events().face(Scenes.face("walk-in", "t1", 1_000_000, Scenes.picture())),
              engine.events().face(Scenes.face("walk-in", "t1", 61_000_003, Scenes.picture())),
              engine.events().face(Scenes.face("walk-out", "t1", 92_000_007, Scenes.picture())));
      List<JsonNode> delivered = backend.next(3);

      assertNothingShared(delivered);
      assertNothingShared(stored.stream().map(SmallEngine::shown).toList());
    }
  }

  @Test
  void sharedValue_isSeen() {
    assertThat(shared(tree("{\"data\":{\"track\":\"t1\"}}"), tree("{\"data\":{\"who\":\"t1\"}}")))
        .containsExactly("t1");
  }

  private static void assertNothingShared(List<JsonNode> events) {
    for (int i = 0; i < events.size(); i++) {
      for (int j = i + 1; j < events.size(); j++) {
        assertThat(shared(events.get(i), events.get(j))).isEmpty();
      }
    }
  }

  private static Set<String> shared(JsonNode one, JsonNode other) {
    Set<String> shared = new HashSet<>(values(one));
    shared.retainAll(new HashSet<>(values(other)));
    return shared;
  }

  private static List<String> values(JsonNode event) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, List<String>> leaf : JsonLeaves.of(event).entrySet()) {
      boolean known = Stream.of(PLACE, CONSTANT).anyMatch(set -> set.contains(leaf.getKey()));
      if (!known) {
        values.addAll(leaf.getValue());
      }
    }
    return values;
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
