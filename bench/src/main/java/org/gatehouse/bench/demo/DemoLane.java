package org.gatehouse.bench.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.bench.engine.SiteLists;
import org.gatehouse.bench.farm.FarmCamera;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.contract.list.ListEntry;

/**
 * A simulated barrier before each vehicle camera whose traffic the farm knows. Every other vehicle
 * is on its list: for those it opens by itself, for the others a person decides.
 */
final class DemoLane {
  private static final String DECIDED = "org.gatehouse.gate.decided.v1";
  private static final String COMMAND = "org.gatehouse.gate.command.v1";

  /** The scene's camera of that name looks at vehicles that leave. */
  private static final String WAY_OUT = "exit";

  private final List<FarmCamera> cameras;

  DemoLane(List<FarmCamera> all) {
    cameras = all.stream().filter(camera -> !camera.plates().isEmpty()).toList();
  }

  /** Barriers and lanes as a site's file has them; empty if there is no such camera. */
  String yaml() {
    if (cameras.isEmpty()) {
      return "";
    }
    StringBuilder barriers = new StringBuilder("barriers:\n");
    StringBuilder lanes = new StringBuilder("lanes:\n");
    for (FarmCamera camera : cameras) {
      String id = camera.id();
      barriers.append("  - { type: simulated, name: %s-arm }\n".formatted(id));
      lanes.append(
          "  - { name: %s, direction: %s, front: [%s], barrier: %s-arm, opening: 5s }\n"
              .formatted(id, id.equals(WAY_OUT) ? "out" : "in", id, id));
    }
    return barriers.append(lanes).toString();
  }

  /** Who is let in. */
  List<ListEntry> entries() {
    List<ListEntry> entries = new ArrayList<>();
    for (FarmCamera camera : cameras) {
      listed(camera).forEach(plate -> entries.add(SiteLists.allowed(plate, camera.id())));
    }
    return entries;
  }

  private static List<String> listed(FarmCamera camera) {
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < camera.plates().size(); i += 2) {
      listed.add(camera.plates().get(i));
    }
    return listed;
  }

  /** For how many passages a barrier said that it opened. */
  static Set<String> opened(List<Delivered> delivered) {
    return delivered.stream()
        .filter(event -> event.type().equals(COMMAND))
        .filter(event -> event.body().at("/data/outcome").asText().equals("confirmed"))
        .map(Delivered::passage)
        .collect(Collectors.toSet());
  }

  /** What is wrong: openings for vehicles that are not listed. */
  List<String> complaints(List<Delivered> delivered) {
    Map<String, Set<String>> listed =
        cameras.stream()
            .collect(Collectors.toMap(FarmCamera::id, camera -> Set.copyOf(listed(camera))));
    Set<String> opened = new HashSet<>(opened(delivered));
    List<String> complaints = new ArrayList<>();
    for (Delivered event : delivered) {
      if (event.isPassage()
          && opened.remove(event.passage())
          && !listed.getOrDefault(event.camera(), Set.of()).contains(event.plate())) {
        complaints.add(
            "the barrier of %s opened for %s, who is not listed"
                .formatted(event.camera(), event.plate()));
      }
    }
    return complaints;
  }

  /** One line for a person; empty for what is no news of a lane. */
  static String line(Delivered event) {
    var data = event.body().path("data");
    return switch (event.type()) {
      case DECIDED ->
          "gate     %s  %s  (%s)"
              .formatted(
                  word(data.path("outcome").asText()),
                  data.path("standing").asText(),
                  data.path("reason").asText());
      case COMMAND ->
          "barrier  %s  %s".formatted(data.path("action").asText(), data.path("outcome").asText());
      case "org.gatehouse.visit.started.v1" -> "visit    began";
      case "org.gatehouse.visit.ended.v1" -> "visit    ended";
      default -> "";
    };
  }

  private static String word(String outcome) {
    return switch (outcome) {
      case "open" -> "opens ";
      case "check" -> "waits for a person";
      default -> "stays shut";
    };
  }
}
