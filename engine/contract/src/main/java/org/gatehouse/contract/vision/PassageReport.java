package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * What is known of one vehicle that passes. Told as soon as its plate is decided, again should the
 * decision change, and for the last time when it has left.
 *
 * @param findingId names this report inside the worker's life; used for acknowledgement only
 * @param passageId names the passage: random, the same in all reports on it
 * @param startMicros first sight of the plate, epoch microseconds of the access unit
 * @param decidedMicros when this text was decided; if it never was, when it had first won the vote
 * @param endMicros last sight of the plate so far
 * @param cropJpeg the plate, upright
 * @param sceneJpeg the whole picture, faces blurred
 */
public record PassageReport(
    StreamId stream,
    String findingId,
    String passageId,
    Stage stage,
    long startMicros,
    long decidedMicros,
    long endMicros,
    PlateRead plate,
    Direction direction,
    byte[] cropJpeg,
    byte[] sceneJpeg) {

  /** How far the passage is. */
  public enum Stage {
    /** The vehicle is there, and its plate is read as surely as the lane's risk asks for. */
    DECIDED,
    /** The vehicle has left; nothing changes any more. */
    FINALIZED
  }

  /** The same under the name that the passage had before a worker was replaced. */
  public PassageReport as(String earlierPassage) {
    return new PassageReport(
        stream,
        findingId,
        earlierPassage,
        stage,
        startMicros,
        decidedMicros,
        endMicros,
        plate,
        direction,
        cropJpeg,
        sceneJpeg);
  }
}
