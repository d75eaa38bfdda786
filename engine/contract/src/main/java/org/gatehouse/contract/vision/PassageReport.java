package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * One vehicle passed: told once, when it has left.
 *
 * @param passageId names the passage inside the worker's life; used for acknowledgement only
 * @param startMicros first sight of the plate, epoch microseconds of the access unit
 * @param decidedMicros when the final text had first won the vote
 * @param endMicros last sight of the plate
 * @param cropJpeg the plate, upright
 * @param sceneJpeg the whole picture, faces blurred
 */
public record PassageReport(
    StreamId stream,
    String passageId,
    long startMicros,
    long decidedMicros,
    long endMicros,
    PlateRead plate,
    Direction direction,
    byte[] cropJpeg,
    byte[] sceneJpeg) {}
