package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import org.gatehouse.analytics.protocol.tls.MutualTls;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.RemoteWorkers;

/** Another machine that lends workers ({@code gatehouse worker --listen}), over mutual TLS. */
final class RemoteHost implements WorkerHost {
  private final RemoteWorkers remote;
  private final MutualTls tls;
  private final Ticker ticker;
  private final Events events;

  RemoteHost(RemoteWorkers remote, MutualTls tls, Ticker ticker, Events events) {
    this.remote = remote;
    this.tls = tls;
    this.ticker = ticker;
    this.events = events;
  }

  @Override
  public String name() {
    return remote.host() + ":" + remote.port();
  }

  @Override
  public int workers() {
    return remote.workers();
  }

  @Override
  public double cores() {
    return remote.cores();
  }

  /** Returns at once; what cannot be reached is a worker that has ended. */
  @Override
  public WorkerSession start(int number) {
    RemoteBody body = new RemoteBody(this, events);
    WorkerSession session = new WorkerSession(number, this, body, ticker.nanos());
    body.begin(session);
    return session;
  }

  /**
   * A new connection to the host.
   *
   * @throws IOException with words for a person
   */
  FrameChannel dial() throws IOException {
    return tls.connect(remote.host(), remote.port());
  }

  @Override
  public void forget(WorkerSession session) {
    // Its connections were its own, and are closed.
  }

  @Override
  public void close() {
    // Nothing is held beside the workers' own connections.
  }
}
