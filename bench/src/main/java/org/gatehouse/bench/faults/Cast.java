package org.gatehouse.bench.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.jspecify.annotations.Nullable;

/** Which camera stands where; the others are never touched. Immutable. */
final class Cast {
  private static final int PER_SWITCH = 20;

  private final Map<Place, Set<String>> places = new EnumMap<>(Place.class);
  private final Map<String, Place> placeOf = new HashMap<>();
  private final Map<String, String> switches = new HashMap<>();

  private Cast() {}

  /**
   * Takes as many cameras for each place, spread evenly over the fleet.
   *
   * @throws BenchFailure if there are too few
   */
  static Cast of(List<FleetCameraInfo> fleet, int each) {
    Cast cast = new Cast();
    List<FleetCameraInfo> left = new ArrayList<>(fleet);
    for (Place place : Place.values()) {
      List<FleetCameraInfo> able =
          left.stream().filter(camera -> place.takes(camera.scene())).toList();
      if (each < 1 || able.size() < each) {
        throw new BenchFailure(
            "%d cameras are too few for %d sets of %d; take more cameras"
                .formatted(fleet.size(), Place.values().length, each));
      }
      Set<String> taken = new LinkedHashSet<>();
      for (int i = 0; i < each; i++) {
        // Not at one distance, which would always meet the same scene.
        int apart = able.size() / each;
        FleetCameraInfo camera = able.get(i * able.size() / each + i % apart);
        left.remove(camera);
        taken.add(camera.id());
        cast.placeOf.put(camera.id(), place);
        cast.switches.put(camera.id(), place.cabinet());
      }
      cast.places.put(place, taken);
    }
    for (int i = 0; i < left.size(); i++) {
      cast.switches.put(left.get(i).id(), "floor-" + (i / PER_SWITCH + 1));
    }
    return cast;
  }

  /** The cameras of a place, in the fleet's order. */
  Set<String> at(Place place) {
    return places.getOrDefault(place, Set.of());
  }

  /** Whether no fault is done to a camera at any time. */
  boolean untouched(String camera) {
    return !placeOf.containsKey(camera);
  }

  /** Whether all that a camera sends must arrive. */
  boolean mustLoseNothing(String camera) {
    @Nullable Place place = placeOf.get(camera);
    return place == null || place.undisturbed();
  }

  /** What the site's file says of a camera besides where it is. */
  List<String> keys(String camera) {
    List<String> keys = new ArrayList<>();
    keys.add("switch: " + switches.get(camera));
    @Nullable Place place = placeOf.get(camera);
    if (place != null) {
      keys.addAll(place.keys());
    }
    return keys;
  }
}
