package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.RetentionMemory.Broken;

/**
 * Cameras of which something had to go before its promise was fulfilled, until the time is over for
 * which it was promised. Owner: the loop's thread.
 */
final class BrokenPromises {
  private final Map<CameraId, Long> until = new TreeMap<>();
  private final Map<CameraId, Long> since = new TreeMap<>();

  /**
   * Something of a camera was deleted.
   *
   * @param start when it was recorded, milliseconds since 1970
   * @return true if that is new of this camera
   */
  boolean broken(CameraId camera, long start, Terms terms, Instant now) {
    until.merge(camera, start + terms.minimum().toMillis(), Math::max);
    return since.putIfAbsent(camera, now.toEpochMilli()) == null;
  }

  /** All that are not over. */
  Map<CameraId, Broken> all() {
    Map<CameraId, Broken> all = new HashMap<>();
    until.forEach(
        (camera, end) ->
            all.put(camera, new Broken(since(List.of(camera)), Instant.ofEpochMilli(end))));
    return all;
  }

  /** Remembers again what {@link #all} gave. */
  void restore(Map<CameraId, Broken> all) {
    all.forEach(
        (camera, promise) -> {
          until.put(camera, promise.until().toEpochMilli());
          since.put(camera, promise.since().toEpochMilli());
        });
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
