package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * One person passed: told once, with the best picture of the face that was seen. Carries no measure
 * of the face itself.
 *
 * @param trackId names the track inside the worker's life; used for acknowledgement only, never
 *     stored
 * @param startMicros first sight, epoch microseconds
 * @param capturedMicros when the picture was taken
 * @param endMicros last sight
 * @param cropJpeg the face with margins
 */
public record FaceReport(
    StreamId stream,
    String trackId,
    long startMicros,
    long capturedMicros,
    long endMicros,
    byte[] cropJpeg) {}
