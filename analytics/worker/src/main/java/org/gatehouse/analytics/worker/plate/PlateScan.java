package org.gatehouse.analytics.worker.plate;

import java.util.List;

/**
 * What one picture shows.
 *
 * @param plates left to right
 * @param refused writing that was not taken for a plate, and why; for a person to look at
 */
public record PlateScan(List<PlateCandidate> plates, List<Refused> refused) {
  /**
   * Writing that is no plate or not surely one.
   *
   * @param seen what was read without regard to formats
   * @param near the legal text that came nearest; empty where none came near
   */
  public record Refused(String seen, String near, PlateReading.Refusal reason, Quad quad) {}
}
