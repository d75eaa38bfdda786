package org.gatehouse.bench.faults;

import java.util.Set;

/**
 * What is done to the cameras of one place, and what is to follow. Times in seconds.
 *
 * @param key in the report, camelCase
 * @param label for people
 * @param order as {@link org.gatehouse.camera.simulator.fleet.FleetFault#parse} reads it
 * @param symptom how it is seen
 * @param deadline from the order until it must be seen
 * @param states that its cameras may come into meanwhile, besides streaming
 * @param alarms kinds of alarm that may tell of it
 * @param wanted kinds of them one of which must tell of each of its cameras; none: it is too short
 *     or harms nothing
 * @param hold how long it is left to last at least
 * @param heals when it ends by itself; negative if it lasts until it is lifted
 */
record Fault(
    String key,
    String label,
    String order,
    Place place,
    Symptom symptom,
    double deadline,
    Set<String> states,
    Set<String> alarms,
    Set<String> wanted,
    double hold,
    double heals) {
  /** From the end of a fault until its cameras must stream again. */
  static final double BACK_WITHIN = 60;

  boolean healsByItself() {
    return heals >= 0;
  }

  /** Whether it can be found at all. */
  boolean shows() {
    return !(symptom instanceof Symptom.Unseen);
  }

  /** How long it is waited for what is late. */
  double patience() {
    return Math.max(hold, deadline * 1.25 + 15);
  }
}
