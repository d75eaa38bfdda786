package org.gatehouse.camera.simulator.onvif;

/** What a simulated device does wrong. */
public enum OnvifFault {
  /** Names no event service. */
  NO_EVENTS,
  /** Names no PTZ service. */
  NO_PTZ,
  /** Answers only GetCapabilities. */
  NO_GET_SERVICES,
  /** Names no media service; it is at /onvif/media all the same. */
  UNNAMED_MEDIA,
  /** Does not tell its UTC time; its Date header and local time are right. */
  NO_UTC,
  /** Tells a UTC time that is an hour ahead of the one it checks tokens by. */
  HOUR_OFF,
  /** Gives subscriptions no TerminationTime. */
  NO_TERMINATION_TIME,
  /** Refuses to renew subscriptions. */
  RENEW_REFUSED,
  /** Lets nobody ask for a synchronization point. */
  SYNCHRONIZATION_REFUSED,
  /** Names addresses that cannot be reached. */
  BAD_ADDRESSES,
  /** Answers with something that is no SOAP. */
  GARBAGE,
  /** Never answers. */
  SILENT,
  /** Refuses everybody. */
  ALWAYS_UNAUTHORIZED
}
