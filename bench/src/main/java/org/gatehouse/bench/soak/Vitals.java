package org.gatehouse.bench.soak;

import java.util.Locale;

/**
 * What an engine holds at one moment.
 *
 * @param rssMiB resident memory of the engine's process
 * @param childrenRssMiB the same of the processes that it started
 * @param directMiB memory outside of the heap in buffers, Netty's included
 * @param heapMiB what the garbage collector last left in the heap; 0 until it has said so
 * @param files open file descriptors, sockets included
 * @param threads of the engine's process
 * @param recordedBytes of all segments on the disk
 */
record Vitals(
    double rssMiB,
    double childrenRssMiB,
    double directMiB,
    double heapMiB,
    int files,
    int threads,
    long recordedBytes) {
  /** Names of the columns of {@link #csv}. */
  static final String COLUMNS =
      "minutes,rssMiB,childrenRssMiB,directMiB,heapMiB,files,threads,recordedBytes";

  String csv(double minutes) {
    return String.format(
        Locale.ROOT,
        "%.3f,%.1f,%.1f,%.2f,%.1f,%d,%d,%d",
        minutes,
        rssMiB,
        childrenRssMiB,
        directMiB,
        heapMiB,
        files,
        threads,
        recordedBytes);
  }
}
