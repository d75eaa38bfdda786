package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.media.CameraId;

/**
 * Cameras of which something had to go before its promise was fulfilled, until the time is over for
 * which it was promised. Owner: the loop's thread.
 */
final class BrokenPromises {
  private final Map<CameraId, Long> until = new TreeMap<>();
  private final Map<CameraId, Long> since = new TreeMap<>();

  /** Something of a camera was deleted. */
  void broken(Victim victim, Terms terms, Instant now) {
    CameraId camera = victim.stream().camera();
    until.merge(camera, victim.start() + terms.minimum().toMillis(), Math::max);
    since.putIfAbsent(camera, now.toEpochMilli());
  }

  /** Forgets what does not matter any more. */
  void pass(Instant now) {
    until.values().removeIf(time -> time <= now.toEpochMilli());
    since.keySet().retainAll(until.keySet());
  }

  /** Those of a class. */
  List<CameraId> of(Terms terms, RetentionPlan plan) {
    return until.keySet().stream().filter(camera -> plan.of(camera).equals(terms)).toList();
  }

  /** When it began for the first of them. */
  Instant since(List<CameraId> cameras) {
    return Instant.ofEpochMilli(
        cameras.stream().mapToLong(camera -> since.getOrDefault(camera, 0L)).min().orElse(0));
  }
}
