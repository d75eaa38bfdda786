package org.gatehouse.runtime.retention;

import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.SegmentKey;

/**
 * A segment that is to be deleted.
 *
 * @param start milliseconds since 1970
 * @param early whether it is younger than what was promised
 */
record Victim(
    KeptVolume volume,
    StreamId stream,
    long start,
    long bytes,
    DeletionCause cause,
    boolean early) {
  /** Where it lies. */
  record Place(KeptVolume volume, StreamId stream, long start) {}

  Place place() {
    return new Place(volume, stream, start);
  }

  SegmentKey key() {
    return VolumeLedger.key(stream, start);
  }
}
