package org.gatehouse.contract.vision;

/** What passes in front of a gate camera. */
public enum LaneKind {
  /** Vehicles: plates are read; faces are found only to be blurred in the scene picture. */
  VEHICLE,
  /** People on foot: one best face snapshot each. */
  PERSON
}
