package org.gatehouse.analytics.worker.passage;

import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateRead;

/** What a lane tells about a vehicle or person that passed. Times are epoch microseconds. */
public sealed interface Finding {
  /** Names the finding inside the worker's life; used for acknowledgement only. */
  String id();

  /**
   * A vehicle passes, and its plate is decided, or it has passed.
   *
   * @param passage names the vehicle's passage: random, the same in all findings about it
   * @param startMicros first sight of the plate
   * @param decidedMicros when this text was decided; if it never was, when it had first won the
   *     vote
   * @param endMicros last sight of the plate so far
   * @param cropJpeg the plate, upright
   * @param sceneJpeg the whole picture, faces blurred
   */
  record Passage(
      String id,
      String passage,
      Stage stage,
      long startMicros,
      long decidedMicros,
      long endMicros,
      PlateRead plate,
      Direction direction,
      byte[] cropJpeg,
      byte[] sceneJpeg)
      implements Finding {}

  /**
   * A vehicle passed of which no plate was read.
   *
   * @param passage names the passage: random
   * @param startMicros first sight of the vehicle
   * @param endMicros last sight of the vehicle
   * @param box where the vehicle is in the scene, in fractions of it
   * @param sceneJpeg the whole picture, faces blurred
   */
  record NoRead(
      String id,
      String passage,
      long startMicros,
      long endMicros,
      BoundingBox box,
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
