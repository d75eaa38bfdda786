package org.gatehouse.runtime.record;

import org.gatehouse.contract.storage.GapCause;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a stream before somebody goes on with it.
 *
 * @param endMicros wall-clock end of it; 0 if there is nothing
 * @param cause why it was left; null if nothing is missing since
 * @param fromMicros what came before that is in files already; 0 to take what there is
 */
record Past(long endMicros, @Nullable GapCause cause, long fromMicros) {
  /** Nothing was recorded before. */
  static final Past NONE = new Past(0, null, 0);

  /** Something was, and whatever comes is new. */
  Past(long endMicros, @Nullable GapCause cause) {
    this(endMicros, cause, 0);
  }
}
