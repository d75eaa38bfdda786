package org.gatehouse.runtime.supervise;

/** Somebody's wish to have a stream open, until it is closed. Thread-safe, idempotent. */
public interface Lease extends AutoCloseable {
  @Override
  void close();
}
