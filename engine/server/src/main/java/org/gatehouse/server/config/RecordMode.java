package org.gatehouse.server.config;

/** Whether a camera's stream is recorded. */
public enum RecordMode {
  /** Always, for as long as the camera streams. */
  CONTINUOUS,
  /** Never. */
  OFF
}
