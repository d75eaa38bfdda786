package org.gatehouse.bench.powercut;

import java.util.List;
import java.util.Map;
import org.gatehouse.contract.storage.SegmentInfo;

/**
 * What was found on a disk.
 *
 * @param files that hold video
 * @param refused files that FFmpeg refused, or got less out of than is sure to be in them, before
 *     an engine was started again
 * @param unplayable the same, as the start of an engine left them
 * @param remnants files that were created and hold nothing yet; the index leaves them out
 * @param mismatches files whose index and fragments disagree, or whose repair changed what is told
 * @param decoded files that were decoded from end to end
 * @param listed the index by camera
 * @param pictures in whole fragments, by camera
 */
record Verdict(
    long files,
    long refused,
    long unplayable,
    long remnants,
    long mismatches,
    long decoded,
    Map<String, List<SegmentInfo>> listed,
    Map<String, Long> pictures) {}
