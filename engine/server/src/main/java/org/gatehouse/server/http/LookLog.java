package org.gatehouse.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;

/**
 * Which looks at a camera's pictures are noted: of those that one viewer takes one after the other,
 * such as a page that shows a picture a second, the first one in each minute. Thread-safe.
 */
final class LookLog {
  private static final long EVERY = Duration.ofMinutes(1).toNanos();

  /** More viewers than that at once: some are noted more often. */
  private static final int MOST = 10_000;

  private record Viewer(String address, CameraId camera) {}

  private final Ticker ticker;

  /** When each was noted last, oldest first. Guarded by the lock. */
  private final Map<Viewer, Long> noted = new LinkedHashMap<>();

  LookLog(Ticker ticker) {
    this.ticker = ticker;
  }

  /** True if this look is to be noted. */
  synchronized boolean isNew(String address, CameraId camera) {
    Viewer viewer = new Viewer(address, camera);
    long now = ticker.nanos();
    Long before = noted.get(viewer);
    if (before != null && now - before < EVERY) {
      return false;
    }
    noted.remove(viewer);
    noted.put(viewer, now);
    if (noted.size() > MOST) {
      noted.remove(noted.keySet().iterator().next());
    }
    return true;
  }
}
