package org.gatehouse.bench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.bench.farm.Truth;
import org.gatehouse.bench.receive.Delivered;

/**
 * What was delivered, against what truly passed.
 *
 * @param passages delivered passage events of the judged cameras
 * @param exact passages in truth with exactly their plate
 * @param truth passages that ended in time
 * @param complaints a sentence for each thing that is wrong
 */
record Verdict(int passages, int exact, int truth, List<String> complaints) {
  private static final long BEFORE = 1_000;
  private static final long AFTER = 5_000;

  /**
   * Judges.
   *
   * @param started vehicles that came into sight
   * @param until epoch milliseconds; a passage that ended later is not judged, and its event does
   *     not count
   */
  static Verdict of(
      List<Truth.Vehicle> started, long until, List<Delivered> delivered, Set<String> cameras) {
    List<Delivered> open = new ArrayList<>(delivered);
    open.removeIf(event -> !event.isPassage() || !cameras.contains(event.camera()));
    List<String> complaints = new ArrayList<>();
    int exact = 0;
    int truth = 0;
    int passages = 0;
    for (Truth.Vehicle vehicle : started) {
      boolean judged = vehicle.endMillis() <= until;
      boolean found = take(open, vehicle);
      if (judged) {
        truth++;
        exact += found ? 1 : 0;
        passages += found ? 1 : 0;
        if (!found) {
          complaints.add(
              "no event has the plate %s of camera %s"
                  .formatted(vehicle.plate(), vehicle.camera()));
        }
      }
    }
    for (Delivered event : open) {
      complaints.add(
          "the event %s of camera %s belongs to no vehicle, or to one that had its event"
              .formatted(
                  event.plate().isEmpty() ? "without a plate" : event.plate(), event.camera()));
    }
    return new Verdict(passages + open.size(), exact, truth, complaints);
  }

  private static boolean take(List<Delivered> open, Truth.Vehicle vehicle) {
    for (Delivered event : open) {
      long at = event.dataMillis("endedAt");
      if (event.camera().equals(vehicle.camera())
          && event.plate().equals(vehicle.plate())
          && at >= vehicle.startMillis() - BEFORE
          && at <= vehicle.endMillis() + AFTER) {
        open.remove(event);
        return true;
      }
    }
    return false;
  }
}
