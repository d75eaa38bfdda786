package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * Hears what analytics finds. What is found in one stream is told one call at a time; several
 * streams are told of at once, each on a thread of its own.
 */
public interface AnalyticsListener {
  /**
   * A vehicle passes or has passed. Returns once the event is durable; only then is the worker told
   * so.
   */
  void onPassage(PassageReport report);

  /**
   * A vehicle passed of which no plate was read. Returns once the event is durable; only then is
   * the worker told so.
   */
  void onNoRead(NoReadReport report);

  /** A person passed. Returns once the event is durable; only then is the worker told so. */
  void onFace(FaceReport report);

  /**
   * A vehicle's report arrived: heard at once, before any that came earlier is durable, for what
   * cannot wait. Must return at once. The same may be heard again, also under another passage after
   * a worker was replaced; {@link #onPassage} follows.
   */
  default void onArrival(PassageReport report) {}

  /** Likewise, of a vehicle of which no plate was read. */
  default void onArrival(NoReadReport report) {}

  /** A lane's counters. */
  void onStats(LaneStats stats);

  /**
   * A lane was not watched for a while: worker restart, overload.
   *
   * @param fromMicros start of the gap, epoch microseconds
   * @param toMicros end of the gap, epoch microseconds
   * @param cause one line for a person
   */
  void onGap(StreamId stream, long fromMicros, long toMicros, String cause);
}
