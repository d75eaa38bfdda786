package org.gatehouse.bench.hostile;

import org.gatehouse.bench.engine.ProcessMemory;
import org.gatehouse.bench.report.Slope;

/** Resident memory of the engine over a run. Used by one thread. */
final class Memory {
  /** A rise that the heap's own steps can make by chance, MiB. */
  private static final double STEP = 64;

  /** A line that rises by less than this part of its mean is called flat. */
  private static final double SHARE = 0.1;

  private final Slope slope = new Slope();
  private final long began = System.nanoTime();
  private int count;
  private double sum;
  private double first;
  private double last;

  /** Now. */
  void sample(long pid) {
    add((System.nanoTime() - began) / 60e9, ProcessMemory.rssMiB(pid));
  }

  void add(double minutes, double mebibytes) {
    slope.add(minutes, mebibytes);
    first = count == 0 ? minutes : first;
    last = minutes;
    sum += mebibytes;
    count++;
  }

  /** MiB a minute, by least squares. */
  double perMinute() {
    return slope.perX();
  }

  /** What the line rises over the whole time, MiB. */
  double rise() {
    return count < 2 ? 0 : perMinute() * (last - first);
  }

  /** Whether it does not grow. */
  boolean flat() {
    return count < 2 || rise() <= Math.max(STEP, SHARE * sum / count);
  }
}
