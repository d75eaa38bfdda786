package org.gatehouse.storage.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long callers wait for a database that went away: long enough for it to be restarted. Used by
 * one thread.
 */
public final class Patience {
  private static final Duration WHOLE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private @Nullable Long since;

  /** Waits a moment before another try; false if there was enough of that, or on an interrupt. */
  public boolean pause() {
    long now = System.nanoTime();
    long begun = since == null ? now : since;
    since = begun;
    if (now - begun > WHOLE.toNanos()) {
      return false;
    }
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** It is there again: next time all of it is left. */
  public void renew() {
    since = null;
  }
}
