package org.gatehouse.analytics.worker.plate;

/**
 * One reading of one place of a picture.
 *
 * @param quad where exactly
 */
record PlateLook(PlateReading reading, Quad quad) {
  /** How much lies behind it; 0 where it is no plate. */
  double confidence() {
    return reading.plate().isEmpty() ? 0 : PlateCandidate.of(reading, quad).confidence();
  }
}
