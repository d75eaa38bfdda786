package org.gatehouse.server.config;

/** Which of a camera's streams are recorded. */
public enum RecordStreams {
  MAIN,
  SUB,
  BOTH
}
