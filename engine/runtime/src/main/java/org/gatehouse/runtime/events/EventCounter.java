package org.gatehouse.runtime.events;

/** What the event service counts since its start. */
public enum EventCounter {
  /** Decisions on plates, before the vehicle has left, that became durable events. */
  DECISIONS,
  /** Passages that became durable events. */
  PASSAGES,
  /** Vehicles without a plate that was read that became durable events. */
  NO_READS,
  /** Face snapshots that became durable events. */
  FACES,
  /** Camera state changes that became durable events. */
  CAMERA_STATES,
  /** Gaps of analytics that became durable events. */
  GAPS,
  /** Tests of a destination that somebody asked for. */
  DELIVERY_TESTS,
  /** Canaries sent to destinations. */
  CANARIES,
  /** Deletions of data that became durable events. */
  DELETIONS,
  /** What gates decided and did, and visits, that became durable events. */
  GATE_EVENTS,
  /** Reports that had been recorded already, told again by a worker that had no answer. */
  REPEATED_REPORTS,
  /** Attempts to store an event that failed and were made again. */
  STORAGE_RETRIES,
  /** Events left out because they hold what the store can never keep. */
  UNSTORABLE,
  /** Camera states and gaps left out because storage did not keep up. */
  NOTES_DROPPED
}
