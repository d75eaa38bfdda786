package org.gatehouse.contract.republish;

/** A server of streams that runs. Thread-safe. */
public interface Republisher extends AutoCloseable {
  /** The port that it listens on. */
  int port();

  /** Streams that are pulled now. */
  int sessions();

  /** Ends all sessions. */
  @Override
  void close();
}
