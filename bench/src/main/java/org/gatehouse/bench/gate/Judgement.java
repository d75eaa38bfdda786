package org.gatehouse.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The matchings of all lanes together. Pure. */
record Judgement(List<Matching> lanes) {
  static Judgement of(List<Label> truth, GateRun.Result result) {
    List<Matching> lanes = new ArrayList<>();
    for (String camera : result.cameras()) {
      List<Sighting> sightings = new ArrayList<>(result.sightings(camera));
      sightings.addAll(withoutPlate(camera, result));
      lanes.add(Matching.of(truth, sightings));
    }
    return new Judgement(lanes);
  }

  private static List<Sighting> withoutPlate(String camera, GateRun.Result result) {
    return result.delivered().stream()
        .filter(event -> event.isNoRead() && event.camera().equals(camera))
        .map(
            event ->
                new Sighting(
                    "",
                    result.seconds(camera, event.dataMillis("endedAt")),
                    result.seconds(camera, event.receivedMillis())))
        .toList();
  }

  int sum(ToIntFunction<Matching> count) {
    return lanes.stream().mapToInt(count).sum();
  }

  /** Passages found in the lane that found the fewest. */
  int foundLeast() {
    return lanes.stream().mapToInt(Matching::found).min().orElse(0);
  }

  /** Milliseconds from a moment of each passage to its decision, where there are both. */
  List<Long> sinceMillis(Map<Label, Double> moments) {
    List<Long> millis = new ArrayList<>();
    for (Matching lane : lanes) {
      for (Matching.Found event : lane.events()) {
        Double from = moments.get(event.label());
        if (from != null) {
          millis.add(Math.round((event.sighting().deliveredSeconds() - from) * 1000));
        }
      }
    }
    return millis;
  }

  /** All lanes' {@link Matching#decisionMillis}. */
  List<Long> decisionMillis() {
    return lanes.stream().flatMap(lane -> lane.decisionMillis().stream()).toList();
  }
}
