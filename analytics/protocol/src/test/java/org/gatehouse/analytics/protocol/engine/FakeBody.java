package org.gatehouse.analytics.protocol.engine;

/** A worker without a process. */
final class FakeBody implements WorkerBody {
  long resident;
  volatile boolean killed;
  private volatile Runnable exit = () -> {};

  @Override
  public String name() {
    return "7";
  }

  @Override
  public boolean isAlive() {
    return !killed;
  }

  @Override
  public WorkerEnd end() {
    return WorkerEnd.exited(1, "");
  }

  @Override
  public void kill() {
    killed = true;
    exit.run();
  }

  @Override
  public void onExit(Runnable command) {
    exit = command;
  }

  @Override
  public void onCrash(Runnable command) {}

  @Override
  public long residentBytes() {
    return resident;
  }
}
