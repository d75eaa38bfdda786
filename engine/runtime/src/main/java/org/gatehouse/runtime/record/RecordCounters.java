package org.gatehouse.runtime.record;

/**
 * What the recorder did for one stream since it was added; a snapshot, all values only grow except
 * {@code recording}.
 *
 * @param recording true if a segment is open and the last write succeeded
 * @param frames access units written
 * @param bytes bytes written, boxes included
 * @param segments segments begun
 * @param fragments fragments written
 * @param framesLost access units that came into the ring but not into a file
 * @param laps times that the recorder fell behind the ring and skipped to a key frame
 * @param gaps interruptions of the recorded video, of any cause
 * @param ioErrors failed creates, writes and syncs
 * @param soundFrames coded pieces of sound written
 * @param shedMillis time for which pictures were left out because the disk was too slow
 * @param endMicros wall-clock end of what is in files; 0 if nothing is
 */
public record RecordCounters(
    boolean recording,
    long frames,
    long bytes,
    long segments,
    long fragments,
    long framesLost,
    long laps,
    long gaps,
    long ioErrors,
    long soundFrames,
    long shedMillis,
    long endMicros) {
  /** Nothing done yet. */
  public static final RecordCounters ZERO =
      new RecordCounters(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** What was done on this and on another volume. */
  public RecordCounters plus(RecordCounters other) {
    return new RecordCounters(
        recording || other.recording,
        frames + other.frames,
        bytes + other.bytes,
        segments + other.segments,
        fragments + other.fragments,
        framesLost + other.framesLost,
        laps + other.laps,
        gaps + other.gaps,
        ioErrors + other.ioErrors,
        soundFrames + other.soundFrames,
        shedMillis + other.shedMillis,
        Math.max(endMicros, other.endMicros));
  }
}
