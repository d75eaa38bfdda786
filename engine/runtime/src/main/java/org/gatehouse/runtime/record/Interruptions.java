package org.gatehouse.runtime.record;

import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.jspecify.annotations.Nullable;

/** Says why pictures stopped coming. Thread-safe; does not wait. */
@FunctionalInterface
public interface Interruptions {
  /**
   * One stream's latest interruption, which may be over.
   *
   * @param beganMicros wall clock
   * @param lastNanos monotonic time of when it was last known to last
   */
  record Interruption(GapCause cause, long beganMicros, long lastNanos) {}

  /** Nothing is known. */
  Interruptions UNKNOWN = stream -> null;

  /** The stream's latest one; null if there was none. */
  @Nullable Interruption latest(StreamId stream);
}
