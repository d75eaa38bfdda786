package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * A vehicle passed of which no plate was read: something large stood before the lane's background
 * and went again. Told when it has left.
 *
 * @param findingId names this report inside the worker's life; used for acknowledgement only
 * @param passageId names the passage: random
 * @param startMicros first sight of the vehicle, epoch microseconds of the access unit
 * @param endMicros last sight of the vehicle
 * @param box where the vehicle is in the scene picture
 * @param sceneJpeg the whole picture, faces blurred
 */
public record NoReadReport(
    StreamId stream,
    String findingId,
    String passageId,
    long startMicros,
    long endMicros,
    BoundingBox box,
    byte[] sceneJpeg) {}
