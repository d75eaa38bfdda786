package org.gatehouse.bench.farm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What truly passes, by wall-clock time. Thread-safe. */
public final class Truth {
  private final Map<String, FarmMessage.Playing> playing = new LinkedHashMap<>();

  /** A camera has begun to play. */
  public synchronized void add(FarmMessage.Playing camera) {
    playing.put(camera.camera(), camera);
  }

  /** The cameras that play. */
  public synchronized Set<String> cameras() {
    return Set.copyOf(playing.keySet());
  }

  /**
   * One vehicle that passes.
   *
   * @param startMillis epoch time
   * @param endMillis epoch time
   */
  public record Vehicle(String camera, String plate, long startMillis, long endMillis) {}

  /** The vehicles that came into sight before a moment (epoch milliseconds), in that order. */
  public synchronized List<Vehicle> startedBefore(long millis) {
    List<Vehicle> vehicles = new ArrayList<>();
    for (FarmMessage.Playing camera : playing.values()) {
      long round = camera.at();
      do {
        for (TruePassage passage : camera.passages()) {
          TruePassage real = passage.shifted(round);
          if (!real.plate().isEmpty() && real.startMillis() < millis) {
            vehicles.add(
                new Vehicle(camera.camera(), real.plate(), real.startMillis(), real.endMillis()));
          }
        }
        round += camera.roundMillis();
      } while (camera.roundMillis() > 0 && round < millis);
    }
    vehicles.sort(Comparator.comparingLong(Vehicle::startMillis));
    return vehicles;
  }
}
