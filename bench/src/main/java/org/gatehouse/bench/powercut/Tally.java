package org.gatehouse.bench.powercut;

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
  double mostLostByKill;
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
    mostLostByKill = Math.max(mostLostByKill, seconds);
  }

  void lostByPower(double seconds) {
    mostLostByPower = Math.max(mostLostByPower, seconds);
  }
}
