package org.gatehouse.analytics.worker.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The calling thread as the operating system numbers it, which the report of a crash names. */
final class NativeThread {
  /** A link to {@code PID/task/TID} of whoever reads it (proc(5)). */
  private static final Path SELF = Path.of("/proc/thread-self");

  private static final ThreadLocal<Long> ID = ThreadLocal.withInitial(NativeThread::ask);

  private NativeThread() {}

  /** Of a platform thread on Linux; 0 elsewhere. */
  static long id() {
    return ID.get();
  }

  private static long ask() {
    try {
      return Long.parseLong(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (IOException | NumberFormatException | UnsupportedOperationException e) {
      return 0L;
    }
  }
}
