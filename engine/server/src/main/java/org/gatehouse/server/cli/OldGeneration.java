package org.gatehouse.server.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Has the old generation looked through now and then, beside the running program. Sessions and
 * segments live longer than the young generation keeps things, and what they leave, a few MiB a
 * minute at 400 cameras, would lie there until the heap is nearly half full: by then the process
 * has grown for hours. Stateless.
 */
final class OldGeneration {
  private static final Duration PERIOD = Duration.ofMinutes(5);

  /** Without it, asking would stop the whole program for the length of a full collection. */
  private static final String FLAG = "ExplicitGCInvokesConcurrent";

  private OldGeneration() {}

  /** Takes care until the thread is interrupted. */
  static void keepClean() throws InterruptedException {
    boolean beside = collectsBeside();
    while (true) {
      Thread.sleep(PERIOD);
      if (beside) {
        System.gc();
      }
    }
  }

  /** Whether this JVM was told to collect beside the program when it is asked. */
  static boolean collectsBeside() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return machine != null && Boolean.parseBoolean(machine.getVMOption(FLAG).getValue());
  }
}
