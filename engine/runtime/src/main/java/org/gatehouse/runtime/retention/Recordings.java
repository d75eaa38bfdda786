package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.media.CameraId;

/** Recordings that go before their time because somebody asked for it. Thread-safe. */
@FunctionalInterface
public interface Recordings {
  /**
   * Deletes what was recorded of a camera in a stretch of time, both ends included, in whole
   * segments: those of which any part lies in it, but none that is held or still being written.
   *
   * @return done within seconds; fails with a {@link
   *     org.gatehouse.contract.storage.StorageException} if not all of it could be deleted
   */
  CompletableFuture<Erased> erase(CameraId camera, Instant from, Instant to);

  /**
   * What became of them.
   *
   * @param segments how many are gone
   * @param held how many stay because they are held
   */
  record Erased(int segments, int held) {
    /** Nothing was asked for. */
    public static final Erased NONE = new Erased(0, 0);
  }
}
