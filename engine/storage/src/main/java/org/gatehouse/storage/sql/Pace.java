package org.gatehouse.storage.sql;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets long work go on a turn at a time, and rest longer than it worked: what a turn changed is
 * written all over the file, and a disk that is kept busy by that makes every other commit wait.
 * For any thread; turns of several callers follow each other.
 */
final class Pace {
  private static final int RESTS_PER_TURN = 3;

  private long rested = System.nanoTime();

  /** Runs one turn, once the rest after the one before is over. An interrupt ends the rest. */
  synchronized <T extends @Nullable Object> T turn(Supplier<T> work) {
    rest();
    long began = System.nanoTime();
    try {
      return work.get();
    } finally {
      long now = System.nanoTime();
      rested = now + RESTS_PER_TURN * (now - began);
    }
  }

  private void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(rested - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
