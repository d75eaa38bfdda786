package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;

/** A place whose workers have no process; may refuse to start any. */
final class FakeHost implements WorkerHost {
  final String name;
  boolean refuses;

  FakeHost(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int workers() {
    return 2;
  }

  @Override
  public double cores() {
    return 1;
  }

  @Override
  public WorkerSession start(int number) throws IOException {
    if (refuses) {
      throw new IOException("no room");
    }
    return new WorkerSession(number, this, new FakeBody(), 0);
  }

  @Override
  public void forget(WorkerSession session) {}

  @Override
  public void close() {}
}
