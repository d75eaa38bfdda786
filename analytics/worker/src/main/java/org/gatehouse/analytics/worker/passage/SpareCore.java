package org.gatehouse.analytics.worker.passage;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has a part of a lane's work done at the same time as the rest, where a core is free for it. */
public interface SpareCore {
  /** There is none. */
  SpareCore NONE =
      new SpareCore() {
        @Override
        public <T> @Nullable CompletableFuture<T> begin(Supplier<T> work) {
          return null;
        }
      };

  /**
   * Begins it. Whoever got an answer must wait for the end of the work, which may use what is the
   * caller's.
   *
   * @return null if no core is free: nothing was begun
   */
  <T> @Nullable CompletableFuture<T> begin(Supplier<T> work);
}
