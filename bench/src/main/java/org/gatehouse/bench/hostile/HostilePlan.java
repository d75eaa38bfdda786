package org.gatehouse.bench.hostile;

/**
 * What a run is to do.
 *
 * @param units mutated access units in all
 * @param kills of workers
 * @param lanes analysed cameras; half of them send the mutated units
 * @param cameras recorded beside them
 * @param mbit million bits a second of each of those
 * @param spare whether a second worker stands by
 */
record HostilePlan(
    int units, int kills, int lanes, int cameras, double mbit, boolean spare, long seed) {
  private static final int WITH_SPARE_MILLIS = 2_000;
  private static final int WITHOUT_SPARE_MILLIS = 5_000;

  /** Lanes that send what is broken; at least one does not. */
  int hostileLanes() {
    return lanes / 2;
  }

  /** Mutated units of one of them, so that all send {@link #units} together or few more. */
  int unitsOfALane() {
    return hostileLanes() == 0 ? 0 : (units + hostileLanes() - 1) / hostileLanes();
  }

  /** How soon 95 of 100 lanes must be looked at again after a kill. */
  int mostRecoverMillis() {
    return spare ? WITH_SPARE_MILLIS : WITHOUT_SPARE_MILLIS;
  }
}
