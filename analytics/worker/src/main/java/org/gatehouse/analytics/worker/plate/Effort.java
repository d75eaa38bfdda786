package org.gatehouse.analytics.worker.plate;

/** How hard a picture is looked at. */
public enum Effort {
  /** One scale and one look at each place, as a lane can afford of each of many frames. */
  ONE_LOOK,
  /** As many scales and looks as it takes, for a single picture. */
  CAREFUL
}
