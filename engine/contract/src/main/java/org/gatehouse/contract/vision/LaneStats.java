package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamId;

/**
 * What a lane did since the report before, told about once a second.
 *
 * @param decoded access units decoded
 * @param analysed pictures that were looked at
 * @param skipped access units or frames passed over to keep up
 * @param waiting most access units that waited when a picture was about to be analysed
 * @param decodeNanos CPU time spent decoding
 * @param inferenceNanos CPU time spent detecting and reading
 * @param detections plates or faces found in frames
 */
public record LaneStats(
    StreamId stream,
    long decoded,
    long analysed,
    long skipped,
    long waiting,
    long decodeNanos,
    long inferenceNanos,
    long detections) {}
