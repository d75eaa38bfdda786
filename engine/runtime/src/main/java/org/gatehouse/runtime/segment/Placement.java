package org.gatehouse.runtime.segment;

/**
 * Where a fragment goes on a time line.
 *
 * @param sequence its number there, from 1
 * @param start decode time of the first picture
 * @param stretch what its first picture lasts longer than it did in the file, so that the others
 *     are in their places; negative for less
 * @param soundStart time of the first sound, in its own timescale; 0 without sound
 */
public record Placement(long sequence, long start, long stretch, long soundStart) {}
