package org.gatehouse.bench.gate;

import java.util.OptionalDouble;

/**
 * One passage that truly happens in a video.
 *
 * @param startSeconds from the start of the video
 * @param plate as it is compared; empty for a vehicle that shows none
 * @param legibleSeconds {@code t80_s}: when the plate is first 80 pixels wide; empty if it never is
 */
record Label(double startSeconds, double endSeconds, String plate, OptionalDouble legibleSeconds) {}
