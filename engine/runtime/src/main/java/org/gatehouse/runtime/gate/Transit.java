package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle's way through a lane, from all of its cameras. Owner: the lane's thread.
 *
 * @see Transits
 */
final class Transit {
  final String id;

  /** The passage as each camera knows it. */
  final Map<CameraId, String> passages = new HashMap<>();

  /** When it came, by the monotonic clock. */
  final long startNanos;

  String text = "";

  /** Which camera read that. */
  private @Nullable CameraId reader;

  boolean sure;

  /** When it was seen last, by the monotonic clock. */
  long seenNanos;

  /** The same by the wall clock. */
  Instant seenAt;

  @Nullable Verdict verdict;

  /** A person decided; what cameras still say changes nothing. */
  boolean settled;

  /** Somebody was to open for it: never once more by itself. */
  boolean ordered;

  boolean left;
  boolean told;

  Transit(String id, long startNanos, long seenNanos, Instant seenAt) {
    this.id = id;
    this.startNanos = startNanos;
    this.seenNanos = seenNanos;
    this.seenAt = seenAt;
  }

  /** Takes what a camera saw; true if there is something new to decide about. */
  boolean take(Sighting seen) {
    passages.put(seen.camera(), seen.passageId());
    if (seen.atNanos() - seenNanos > 0) {
      seenNanos = seen.atNanos();
      seenAt = seen.at();
    }
    left |= seen.left();
    boolean other = !seen.text().equals(text) || seen.sure() != sure;
    boolean counts = seen.camera().equals(reader) || !sure;
    if (other && counts && !seen.text().isEmpty() && !seen.left()) {
      text = seen.text();
      sure = seen.sure();
      reader = seen.camera();
      return true;
    }
    if (text.isEmpty()) {
      text = seen.text();
    }
    return verdict == null && !seen.left();
  }
}
