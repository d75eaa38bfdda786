package org.gatehouse.contract.vision;

/** Workers of this machine that engines on others may use, until it is closed. Thread-safe. */
public interface WorkerLending extends AutoCloseable {
  /** The TCP port that it listens on. */
  int port();

  @Override
  void close();
}
