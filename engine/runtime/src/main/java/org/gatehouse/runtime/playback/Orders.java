package org.gatehouse.runtime.playback;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a player was last told to do, and how far it has played: only the latest counts, so that
 * nobody can pile up work. Thread-safe.
 */
final class Orders {
  /** What to do. */
  sealed interface Order {}

  /** To play from there on. */
  record Play(Instant from, boolean keysOnly) implements Order {}

  /** To send nothing more. */
  record Stop() implements Order {}

  private final Semaphore told = new Semaphore(0);
  private @Nullable Order order;
  private @Nullable Instant position;
  private boolean closed;

  synchronized void play(Instant from, boolean keysOnly) {
    order = new Play(from, keysOnly);
    position = from;
    told.release();
  }

  synchronized void stop() {
    order = new Stop();
    told.release();
  }

  synchronized void position(Instant at) {
    position = at;
    told.release();
  }

  synchronized void close() {
    closed = true;
    told.release();
  }

  synchronized boolean closed() {
    return closed;
  }

  /** How far was played; {@code otherwise} if nothing was said of it. */
  synchronized Instant positionOr(Instant otherwise) {
    Instant told = position;
    return told == null ? otherwise : told;
  }

  /** The latest order that was not taken yet; null if there is none. */
  synchronized @Nullable Order take() {
    Order latest = order;
    order = null;
    return latest;
  }

  /** Waits until something is said, {@code millis} at most, 0 for no limit. */
  void await(long millis) throws InterruptedException {
    if (millis == 0) {
      told.acquire();
    } else if (!told.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      return;
    }
    // What was said several times meanwhile is looked at once.
    told.drainPermits();
  }
}
