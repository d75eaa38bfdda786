package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.AccessUnit;

/**
 * An access unit with its place on a track's time line, in units of {@link InitSegment#TIMESCALE}.
 *
 * @param decodeTime when it is decoded
 * @param duration decode time of the next one less its own; positive
 * @param compositionOffset presentation time less decode time; may be negative
 */
public record Sample(AccessUnit unit, long decodeTime, int duration, int compositionOffset) {}
