package org.gatehouse.contract.storage;

import java.time.Instant;
import org.gatehouse.contract.media.CameraId;

/**
 * A recorded segment.
 *
 * @param file name of the file, without folders
 * @param start wall-clock time of its first picture
 * @param durationMicros time from its first to the end of its last picture
 * @param bytes size of the file
 */
public record SegmentInfo(
    CameraId camera, String file, Instant start, long durationMicros, long bytes) {}
