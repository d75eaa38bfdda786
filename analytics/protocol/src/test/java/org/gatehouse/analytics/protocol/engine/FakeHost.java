package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.contract.time.Ticker;

/** A place whose workers have no process; may refuse to start any. */
final class FakeHost implements WorkerHost {
  final String name;
  final BlockingQueue<WorkerSession> started = new LinkedBlockingQueue<>();
  boolean refuses;

  private final Ticker ticker;

  FakeHost(String name) {
    this(name, Ticker.system());
  }

  FakeHost(String name, Ticker ticker) {
    this.name = name;
    this.ticker = ticker;
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
    WorkerSession session = new WorkerSession(number, this, new FakeBody(), ticker.nanos());
    started.add(session);
    return session;
  }

  @Override
  public void forget(WorkerSession session) {}

  @Override
  public void close() {}
}
