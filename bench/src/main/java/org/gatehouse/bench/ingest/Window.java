package org.gatehouse.bench.ingest;

import org.gatehouse.bench.fleet.FleetNews;

/**
 * What one receiver took during a measured window.
 *
 * @param cpuSeconds of the receiver
 * @param gbit that the cameras sent meanwhile
 * @param seconds how long it was
 * @param fullRateCameras cameras that sent all their pictures
 */
record Window(double cpuSeconds, double gbit, double seconds, int fullRateCameras) {
  private static final double BITS_PER_GBIT_BYTE = 8 / 1e9;

  /** Between two counts of the fleet; a camera may be two pictures short of its rate. */
  static Window of(
      double cpuSeconds,
      double seconds,
      FleetNews.Counts before,
      FleetNews.Counts after,
      int framesPerSecond) {
    long least = (long) (seconds * framesPerSecond) - 2;
    int full = 0;
    for (int i = 0; i < after.cameras().size(); i++) {
      long sent = after.cameras().get(i).units() - before.cameras().get(i).units();
      full += sent >= least ? 1 : 0;
    }
    double gbit = (after.bytes() - before.bytes()) * BITS_PER_GBIT_BYTE;
    return new Window(cpuSeconds, gbit, seconds, full);
  }

  double cpuSecondsPerGbit() {
    return cpuSeconds / gbit;
  }
}
