package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.record.WeekSchedule;
import org.jspecify.annotations.Nullable;

/**
 * How a gate lane works. Immutable.
 *
 * @param front cameras that see the fronts of vehicles, at least one of both kinds
 * @param rear cameras that see their backs
 * @param outcomes by what the lists say; a vehicle on the deny list is never let through
 * @param tolerant whether a plate that is not listed, but looks like just one that is, counts as
 *     that: a vehicle with such a plate is let through, too
 * @param schedule when the lane opens by itself; null for always
 * @param unwritten what is done when an opening cannot be written to disk first
 * @param passback whether the same vehicle may come twice
 * @param group name of the lanes that lead into the same place
 * @param pulse how long the opening contact is closed
 * @param opening how long the barrier is open for one vehicle, if nothing else tells
 * @param closeAfter when it is told to close; null if it does so by itself
 * @param watchdog how long it may say nothing before that is an alarm
 */
public record LaneRules(
    String name,
    PassDirection direction,
    List<CameraId> front,
    List<CameraId> rear,
    Map<Standing, Outcome> outcomes,
    boolean tolerant,
    @Nullable WeekSchedule schedule,
    Outcome unwritten,
    Passback passback,
    String group,
    Duration pulse,
    Duration opening,
    @Nullable Duration closeAfter,
    Duration watchdog) {
  /** Copies, and makes sure that who is denied is not let through. */
  public LaneRules {
    front = List.copyOf(front);
    rear = List.copyOf(rear);
    EnumMap<Standing, Outcome> all = new EnumMap<>(outcomes);
    for (Standing standing : Standing.values()) {
      all.putIfAbsent(standing, Outcome.CHECK);
    }
    if (all.get(Standing.DENY) == Outcome.OPEN) {
      throw new IllegalArgumentException("who is denied is never let through");
    }
    outcomes = Map.copyOf(all);
  }

  /** All its cameras. */
  List<CameraId> cameras() {
    List<CameraId> all = new ArrayList<>(front);
    all.addAll(rear);
    return all;
  }

  /** The camera that stands for the lane in events. */
  CameraId camera() {
    return cameras().getFirst();
  }

  /** What is done by the rule for that standing. */
  Outcome outcome(Standing standing) {
    return Objects.requireNonNull(outcomes.get(standing));
  }
}
