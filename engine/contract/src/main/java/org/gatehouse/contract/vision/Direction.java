package org.gatehouse.contract.vision;

/** Where a vehicle went. */
public enum Direction {
  /** Over the lane's line into the site, or towards its inner side. */
  IN,
  /** The other way. */
  OUT,
  /** Towards the camera of a lane without a line. */
  APPROACHING,
  /** Away from the camera of a lane without a line. */
  LEAVING,
  UNKNOWN
}
