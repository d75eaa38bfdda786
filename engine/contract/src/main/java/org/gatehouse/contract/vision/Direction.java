package org.gatehouse.contract.vision;

/** Where a vehicle went, as seen by its camera. */
public enum Direction {
  APPROACHING,
  LEAVING,
  UNKNOWN
}
