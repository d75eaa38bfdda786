package org.gatehouse.runtime.gate;

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

  final long startMicros;
  String text = "";

  /** Which camera read that. */
  private @Nullable CameraId reader;

  boolean sure;
  long seenMicros;
  @Nullable Verdict verdict;

  /** A person decided; what cameras still say changes nothing. */
  boolean settled;

  /** Somebody was to open for it: never once more by itself. */
  boolean ordered;

  boolean left;
  boolean told;

  Transit(String id, long startMicros) {
    this.id = id;
    this.startMicros = startMicros;
    this.seenMicros = startMicros;
  }

  /** Takes what a camera saw; true if there is something new to decide about. */
  boolean take(Sighting seen) {
    passages.put(seen.camera(), seen.passageId());
    seenMicros = Math.max(seenMicros, seen.atMicros());
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
