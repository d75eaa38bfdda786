package org.gatehouse.contract.vision;

/** Which side of a lane's line is inside the site, for somebody who walks along the line. */
public enum InSide {
  LEFT,
  RIGHT
}
