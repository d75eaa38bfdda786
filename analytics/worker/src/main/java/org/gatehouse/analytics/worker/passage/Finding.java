package org.gatehouse.analytics.worker.passage;

import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;

/** What a lane tells once about a vehicle or person that passed. Times are epoch microseconds. */
public sealed interface Finding {
  /** Names the finding inside the worker's life; used for acknowledgement only. */
  String id();

  /**
   * A vehicle passed.
   *
   * @param startMicros first sight of the plate
   * @param decidedMicros when the final text had first won the vote
   * @param endMicros last sight of the plate
   * @param cropJpeg the plate, upright
   * @param sceneJpeg the whole picture, faces blurred
   */
  record Passage(
      String id,
      long startMicros,
      long decidedMicros,
      long endMicros,
      PlateRead plate,
      Direction direction,
      byte[] cropJpeg,
      byte[] sceneJpeg)
      implements Finding {}

  /**
   * A person passed.
   *
   * @param capturedMicros when the picture was taken
   * @param cropJpeg the face with margins
   */
  record Face(String id, long startMicros, long capturedMicros, long endMicros, byte[] cropJpeg)
      implements Finding {}
}
