package org.gatehouse.bench.record;

import java.util.List;

/**
 * What the recorder's process tells in the end.
 *
 * @param cpuSeconds of the process in the window, less those of the thread that fed it
 * @param bytes written in the window
 * @param lost access units that were sent and not recorded
 * @param playedSeconds for each camera, from its first key frame to the end of its last picture
 */
record Fed(double cpuSeconds, long bytes, long lost, List<Double> playedSeconds) {}
