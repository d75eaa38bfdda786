package org.gatehouse.analytics.worker;

/** The real worker with {@link FakeAnalyzers}, as a process; with {@code -Ddying}, they die. */
public final class FakeWorkerMain {
  private FakeWorkerMain() {}

  /** As {@link Main}. */
  public static void main(String[] args) {
    Main.run(
        args,
        accelerator -> Boolean.getBoolean("dying") ? FakeAnalyzers.dying() : new FakeAnalyzers());
  }
}
