package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.Protocol;

/**
 * How far the engine is behind with taking what one worker found. While that is much, as when the
 * disk is full, the worker's lanes wait for the engine, and nothing can be said against them.
 * Thread-safe.
 */
final class Handover {
  /** Lanes wait at twice as many, some of which may still be on their way. */
  static final int MUCH = Protocol.UNACKNOWLEDGED / 2;

  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private int waiting;
  private long behindNanos;

  Handover(long nowNanos) {
    behindNanos = nowNanos;
  }

  synchronized void arrived() {
    waiting++;
  }

  synchronized void acknowledged(long nowNanos) {
    if (waiting >= MUCH) {
      behindNanos = nowNanos;
    }
    waiting--;
  }

  /** Nothing was read from it between these times. */
  synchronized void busy(long fromNanos, long toNanos) {
    if (toNanos - fromNanos > LONG_NANOS) {
      behindNanos = toNanos;
    }
  }

  /** How long the lanes had no reason to wait. */
  synchronized long keptUpNanos(long nowNanos) {
    return waiting >= MUCH ? 0 : nowNanos - behindNanos;
  }
}
