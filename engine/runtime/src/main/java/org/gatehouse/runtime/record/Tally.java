package org.gatehouse.runtime.record;

import org.gatehouse.contract.storage.GapCause;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one stream's recording while they change. Owner: the recorder's thread; others see
 * {@link #snapshot}.
 */
final class Tally {
  boolean recording;
  long frames;
  long bytes;
  long segments;
  long fragments;
  long framesLost;
  long laps;
  long gaps;
  long ioErrors;
  long soundFrames;
  long shedMillis;
  long endMicros;

  /** Why nothing is recorded at this moment; null if something is, or nobody knows. Any thread. */
  volatile @Nullable GapCause missing;

  private volatile RecordCounters published = RecordCounters.ZERO;

  /** Lets others see the numbers as they are now. */
  void publish() {
    RecordCounters now =
        new RecordCounters(
            recording,
            frames,
            bytes,
            segments,
            fragments,
            framesLost,
            laps,
            gaps,
            ioErrors,
            soundFrames,
            shedMillis,
            endMicros);
    if (!now.equals(published)) {
      published = now;
    }
  }

  RecordCounters snapshot() {
    return published;
  }
}
