package org.gatehouse.runtime.record;

import org.gatehouse.contract.storage.GapCause;

/**
 * What was recorded of a stream before somebody goes on with it.
 *
 * @param endMicros wall-clock end of it; 0 if there is nothing
 * @param cause why it was left
 */
record Past(long endMicros, GapCause cause) {
  /** Nothing was recorded before. */
  static final Past NONE = new Past(0, GapCause.UNKNOWN);
}
