package org.gatehouse.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of a process and all below it, from {@code /proc} (Linux). What ended children took is
 * counted in the parent that waited for them (proc(5): {@code cutime}, {@code cstime}).
 */
public final class ProcessCpu {
  /** {@code USER_HZ}, fixed at 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** Of field 14, counted from the one behind the name. */
  private static final int FIRST = 11;

  private static final int OWN = 2;
  private static final int WITH_ENDED_CHILDREN = 4;

  private ProcessCpu() {}

  /** Seconds so far; 0 where there is no {@code /proc}. */
  public static double seconds(long pid) {
    double sum = ofOne(pid);
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      sum += handle.get().descendants().mapToDouble(child -> ofOne(child.pid())).sum();
    }
    return sum;
  }

  /** Seconds so far of that process alone; 0 where there is no {@code /proc}. */
  public static double own(long pid) {
    return read(pid, OWN);
  }

  private static double ofOne(long pid) {
    return read(pid, WITH_ENDED_CHILDREN);
  }

  private static double read(long pid, int fields) {
    try {
      return sum(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), fields);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Fields 14 to 17 of a line of {@code /proc/PID/stat}; the name before them may hold blanks. */
  static double parse(String stat) {
    return sum(stat, WITH_ENDED_CHILDREN);
  }

  /** Fields 14 and 15 alone: what the process took itself. */
  static double parseOwn(String stat) {
    return sum(stat, OWN);
  }

  private static double sum(String stat, int count) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+", -1);
    long ticks = 0;
    for (int i = FIRST; i < FIRST + count; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
