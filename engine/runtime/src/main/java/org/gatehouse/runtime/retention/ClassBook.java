package org.gatehouse.runtime.retention;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.contract.media.CameraId;

/**
 * Remembers the class of cameras that were removed, as long as there are recordings of them: the
 * rule that these were made under holds until they are gone. Thread-safe.
 */
final class ClassBook {
  private final Map<CameraId, String> names = new HashMap<>();
  private Set<CameraId> present = Set.of();

  /** Adds the cameras that were removed to a plan, in the classes that they were of. */
  synchronized RetentionPlan complete(RetentionPlan plan) {
    present = plan.cameras().keySet();
    plan.cameras().forEach((camera, terms) -> names.put(camera, terms.name()));
    Map<CameraId, Terms> all = new HashMap<>(plan.cameras());
    names.forEach(
        (camera, name) -> {
          Terms terms = plan.named().get(name);
          if (terms != null) {
            all.putIfAbsent(camera, terms);
          }
        });
    return plan.withCameras(all);
  }

  /** Forgets cameras that were removed and of which there is nothing more. */
  synchronized void forget(Predicate<CameraId> recorded) {
    names.keySet().removeIf(camera -> !present.contains(camera) && !recorded.test(camera));
  }

  synchronized Map<CameraId, String> all() {
    return Map.copyOf(names);
  }

  synchronized void restore(Map<CameraId, String> all) {
    names.putAll(all);
  }
}
