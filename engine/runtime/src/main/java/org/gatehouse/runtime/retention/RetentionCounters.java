package org.gatehouse.runtime.retention;

/**
 * What is held and what was deleted.
 *
 * @param bytes held by all segments, open ones included
 * @param segments held, open ones included
 * @param oldestEpochSeconds start of the oldest segment that is closed; 0 if there is none
 * @param deletedSegments deleted for the quota since the start
 * @param deletedBytes their bytes
 */
public record RetentionCounters(
    long bytes, long segments, long oldestEpochSeconds, long deletedSegments, long deletedBytes) {}
