package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A receiver refuses everything for a while, once, some seconds after events began to come. */
final class Outage {
  /** Events come for a while before it begins. */
  static final int AFTER_SECONDS = 5;

  private final Order receiver;
  private final LongSupplier nanos;
  private final long lengthNanos;
  private long begin;
  private boolean expected;
  private boolean begun;
  private boolean over;

  /** Tells the receiver how to be. */
  @FunctionalInterface
  interface Order {
    void say(String manner) throws IOException;
  }

  /**
   * Not begun.
   *
   * @param seconds how long it will last; 0 for none at all
   * @param nanos a clock that only goes on, such as {@link System#nanoTime}
   */
  Outage(Order receiver, int seconds, LongSupplier nanos) {
    this.receiver = receiver;
    this.nanos = nanos;
    lengthNanos = TimeUnit.SECONDS.toNanos(seconds);
    over = seconds == 0;
  }

  /** Whether it is still to come, or not over yet. */
  boolean lasts() {
    return !over;
  }

  /**
   * Begins or ends it if it is time.
   *
   * @param acked events acknowledged so far
   * @return whether it ended just now
   */
  boolean tick(int acked) throws IOException {
    if (over || acked == 0) {
      return false;
    }
    long now = nanos.getAsLong();
    if (!expected) {
      begin = now + TimeUnit.SECONDS.toNanos(AFTER_SECONDS);
      expected = true;
    } else if (!begun && now - begin >= 0) {
      receiver.say("refuse");
      begun = true;
    } else if (now - begin >= lengthNanos) {
      receiver.say("up");
      over = true;
    }
    return over;
  }
}
