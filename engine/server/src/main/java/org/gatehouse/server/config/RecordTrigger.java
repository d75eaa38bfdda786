package org.gatehouse.server.config;

/** What an event recording is about. */
public enum RecordTrigger {
  /** The camera tells that something moves. */
  MOTION,
  /** A digital input of the camera is on. */
  INPUT,
  /** The camera tells that somebody tampers with it. */
  TAMPER,
  /** A vehicle passed, or a person whose picture was taken. */
  ANALYSIS
}
