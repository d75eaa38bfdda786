package org.gatehouse.server.cli.evidence;

/** Something to be done if this process is told to end before {@link #cancel}. */
final class GiveUp {
  private final Thread hook;

  private GiveUp(Thread hook) {
    this.hook = hook;
  }

  /**
   * From now on.
   *
   * @param action runs on a thread of its own while the process ends
   */
  static GiveUp atInterrupt(Runnable action) {
    Thread hook = Thread.ofPlatform().name("give-up").unstarted(action);
    Runtime.getRuntime().addShutdownHook(hook);
    return new GiveUp(hook);
  }

  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It runs already.
    }
  }
}
