package org.gatehouse.analytics.protocol.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a worker's process ended.
 *
 * @param words for a person
 * @param ownFault whether it ended of itself: a crash or an exit, not somebody's signal
 * @param thread the thread that crashed, by the operating system's number; 0 if unknown
 */
record WorkerEnd(String words, boolean ownFault, long thread) {
  private static final Pattern THREAD = Pattern.compile("\\btid=(\\d{1,10})\\b");
  private static final int SIGNAL_BASE = 128;

  /** Signals by which people, supervisors and the kernel end processes: HUP, INT, KILL, TERM. */
  private static boolean isSentByOthers(int signal) {
    return signal == 1 || signal == 2 || signal == 9 || signal == 15;
  }

  /** After a line such as {@code SIGSEGV (0xb) at pc=0x7f12, pid=31, tid=44} of the JVM. */
  static WorkerEnd crashed(String line) {
    return crashedAs("crashed with " + line);
  }

  /** After a crash that another machine told of in these words. */
  static WorkerEnd crashedAs(String words) {
    return ended(words, true);
  }

  /** After an end that is told of in words, which may name the thread that was to blame. */
  static WorkerEnd ended(String words, boolean ownFault) {
    Matcher thread = THREAD.matcher(words);
    return new WorkerEnd(words, ownFault, thread.find() ? Long.parseLong(thread.group(1)) : 0);
  }

  /**
   * After an exit.
   *
   * @param lastLine what it wrote last; may be empty
   */
  static WorkerEnd exited(int code, String lastLine) {
    if (code > SIGNAL_BASE) {
      int signal = code - SIGNAL_BASE;
      return new WorkerEnd("was ended by signal " + signal, !isSentByOthers(signal), 0);
    }
    String words = "exited with code " + code + (lastLine.isEmpty() ? "" : ": " + lastLine);
    return ended(words, true);
  }
}
