package org.gatehouse.bench.delivery;

/** A backend that takes events, or does not. Thread-safe. */
interface Inbox extends AutoCloseable {
  /** How it treats whoever comes. */
  enum Manner {
    /** Takes all. */
    UP,
    /** Says that it cannot now. */
    REFUSE,
    /** Hangs up without an answer. */
    DROP,
    /** Keeps whoever comes waiting until its manner changes, then hangs up. */
    HANG
  }

  /** Where a destination finds it. */
  String address();

  /** From now on. */
  void be(Manner manner);

  @Override
  void close();
}
