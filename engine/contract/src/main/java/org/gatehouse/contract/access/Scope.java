package org.gatehouse.contract.access;

/** What an API token can be narrowed to. */
public enum Scope {
  /** The site, its cameras, alarms and destinations: how they are. */
  STATUS,
  /** Acknowledging, shelving and commenting alarms. */
  ALARMS,
  /** Metrics. */
  METRICS,
  /** Live pictures. */
  LIVE,
  /** Events and their pictures. */
  EVENTS,
  /** Recordings. */
  RECORDINGS,
  /** Exports. */
  EXPORTS,
  /** How long things are kept; holds and deletions. */
  RETENTION,
  /** Gate lanes and what their barriers are told. */
  LANES,
  /** Lists of vehicles. */
  LISTS,
  /** Turning, restarting and setting up cameras. */
  CAMERAS,
  /** Destinations of events. */
  DELIVERY,
  /** Users and tokens. */
  USERS,
  /** The audit log. */
  AUDIT
}
