package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.protocol.wire.FrameChannel;

/** A place where workers run. Used by the supervisor, but for what says otherwise. */
interface WorkerHost extends AutoCloseable {
  /** What is told of connections. */
  interface Events {
    /** On the connection's thread, which stays with the connection until this returns. */
    void connected(WorkerSession session, Hello hello, FrameChannel channel)
        throws IOException, InterruptedException;
  }

  /** For messages. */
  String name();

  /** How many workers have lanes there; spares come on top. */
  int workers();

  /** Processor cores that they share; 0 if they take what they get. */
  double cores();

  /**
   * Starts a worker.
   *
   * @param number which no other worker of this engine has
   */
  WorkerSession start(int number) throws IOException;

  /** The worker has ended; nothing is to be heard of it any more. */
  void forget(WorkerSession session);

  @Override
  void close();
}
