package org.gatehouse.analytics.protocol.engine;

/** What a worker runs in: a process on this machine, or one on another. Thread-safe. */
interface WorkerBody {
  /** Its number, and where it is unless that is here. */
  String name();

  boolean isAlive();

  /** How it ended, or is about to. */
  WorkerEnd end();

  /** Ends it at once. */
  void kill();

  /** Runs the command once it has ended, on some thread. */
  void onExit(Runnable command);

  /**
   * Has the command run, on some thread, once it has said that it is crashing: writing the report
   * of that takes the JVM a while on a busy machine, and nothing else comes from it. Told once,
   * before it can crash.
   */
  void onCrash(Runnable command);

  /** Its resident memory, bytes; 0 if that cannot be seen from here. */
  long residentBytes();
}
