package org.gatehouse.bench.engine;

/** The bench cannot do its work; the message says why and what to do. */
public final class BenchFailure extends RuntimeException {
  /** Takes a message for a person. */
  public BenchFailure(String message) {
    super(message);
  }
}
