package org.gatehouse.server.config;

/** When a camera is recorded. */
public enum RecordMode {
  /** Always, for as long as the camera streams. */
  CONTINUOUS,
  /** In the times of its schedule. */
  SCHEDULE,
  /** Around events. */
  EVENT,
  /** Never. */
  OFF
}
