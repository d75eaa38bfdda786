package org.gatehouse.bench.powercut;

import java.util.ArrayList;
import java.util.List;

/** What all rounds found together. Filled by one thread. */
final class Tally {
  int rounds;
  long files;
  long decoded;
  long refused;
  long unplayable;
  long remnants;
  long mismatches;
  long eventsLost;
  long events;
  private final List<Double> lostByKill = new ArrayList<>();
  double mostLostByPower;

  void add(Verdict verdict) {
    files += verdict.files();
    decoded += verdict.decoded();
    refused += verdict.refused();
    unplayable += verdict.unplayable();
    remnants += verdict.remnants();
    mismatches += verdict.mismatches();
  }

  void lostByKill(double seconds) {
    lostByKill.add(seconds);
  }

  double mostLostByKill() {
    return lostByKill.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Of all steady cameras and all kills: the loss that only one in a hundred exceeds. */
  double lostByKillP99() {
    List<Double> sorted = lostByKill.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (0.99 * (sorted.size() - 1)));
  }

  void lostByPower(double seconds) {
    mostLostByPower = Math.max(mostLostByPower, seconds);
  }
}
