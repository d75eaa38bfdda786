package org.gatehouse.bench.farm;

/**
 * One vehicle or person that truly passes.
 *
 * @param plate without separators; empty for a person
 * @param startMillis when it can first be read, from the start of the camera's track or as epoch
 *     time, as the context says
 * @param endMillis when it has left
 */
public record TruePassage(String plate, long startMillis, long endMillis) {
  TruePassage shifted(long millis) {
    return new TruePassage(plate, startMillis + millis, endMillis + millis);
  }
}
