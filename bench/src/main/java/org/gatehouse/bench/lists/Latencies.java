package org.gatehouse.bench.lists;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** How long single calls take, each measured by itself, after as many to warm up. */
final class Latencies {
  private static final double NANOS_PER_MICRO = 1000;
  private static final double P99 = 0.99;

  private Latencies() {}

  /** The time that 99 of 100 calls do not exceed, in microseconds. */
  static double p99Micros(int calls, IntConsumer call) {
    for (int i = 0; i < calls; i++) {
      call.accept(i);
    }
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      long began = System.nanoTime();
      call.accept(i);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return nanos[(int) Math.ceil(P99 * calls) - 1] / NANOS_PER_MICRO;
  }
}
