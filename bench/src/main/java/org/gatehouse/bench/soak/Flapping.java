package org.gatehouse.bench.soak;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.bench.fleet.FleetOrder;

/**
 * Which cameras misbehave when: one in five does, a few at a time, each in another way the next
 * time, so that sessions end and begin all the while. Pure.
 */
final class Flapping {
  /** Ended by a reset, by silence, without a word, and by the engine itself. */
  static final List<String> FAULTS = List.of("reboot:5", "stall", "half-open", "garbage");

  private static final String WELL = "none";
  private static final int SHARE = 5;
  private static final int MOST_BATCHES = 16;

  /** Long enough between two faults of a camera that the engine's waits are short again. */
  private static final int CYCLE_SECONDS = 160;

  /** A fault lasts that long. */
  private static final int HOLD_SECONDS = 20;

  private final List<List<String>> batches = new ArrayList<>();
  private final int turnSeconds;

  /** Among these. */
  Flapping(List<String> cameras) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < cameras.size(); i += SHARE) {
      chosen.add(cameras.get(i));
    }
    int count = Math.clamp(chosen.size(), 1, MOST_BATCHES);
    for (int batch = 0; batch < count; batch++) {
      batches.add(new ArrayList<>());
    }
    for (int i = 0; i < chosen.size(); i++) {
      batches.get(i % count).add(chosen.get(i));
    }
    turnSeconds = CYCLE_SECONDS / count;
  }

  /** All that misbehave at some time. */
  Set<String> cameras() {
    Set<String> all = new LinkedHashSet<>();
    batches.forEach(all::addAll);
    return all;
  }

  /** What is to be ordered in that second since the start. */
  List<FleetOrder.Fail> due(int second) {
    List<FleetOrder.Fail> orders = new ArrayList<>();
    int ended = second - HOLD_SECONDS;
    if (ended >= 0 && ended % turnSeconds == 0) {
      orders.add(new FleetOrder.Fail(batch(ended / turnSeconds), WELL));
    }
    if (second % turnSeconds == 0) {
      int turn = second / turnSeconds;
      String fault = FAULTS.get((turn + turn / batches.size()) % FAULTS.size());
      orders.add(new FleetOrder.Fail(batch(turn), fault));
    }
    return orders;
  }

  private List<String> batch(int turn) {
    return batches.get(turn % batches.size());
  }

  /** Makes all of them well. */
  FleetOrder.Fail end() {
    return new FleetOrder.Fail(List.copyOf(cameras()), WELL);
  }
}
