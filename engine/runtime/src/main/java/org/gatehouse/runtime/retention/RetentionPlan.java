package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept of each camera. Immutable.
 *
 * @param quota bytes of all recordings together; {@link Volume#UNLIMITED} for no limit
 * @param usual of cameras that are not named
 * @param cameras by camera
 * @param named all classes that there are, by their names
 * @param snapshots oldest age of pictures of events; null if they stay
 * @param reads oldest age of events about vehicles that are on no list; null if they stay
 * @param listedReads oldest age of events about other vehicles; null if they stay
 * @param events oldest age of other events; null if they stay
 */
public record RetentionPlan(
    long quota,
    Terms usual,
    Map<CameraId, Terms> cameras,
    Map<String, Terms> named,
    @Nullable Duration snapshots,
    @Nullable Duration reads,
    @Nullable Duration listedReads,
    @Nullable Duration events) {
  /** Copies the maps. */
  public RetentionPlan {
    cameras = Map.copyOf(cameras);
    named = Map.copyOf(named);
  }

  /** A plan with a quota and nothing else. */
  public static RetentionPlan quota(long bytes) {
    return new RetentionPlan(bytes, Terms.NONE, Map.of(), Map.of(), null, null, null, null);
  }

  /** The same for other cameras. */
  RetentionPlan withCameras(Map<CameraId, Terms> other) {
    return new RetentionPlan(quota, usual, other, named, snapshots, reads, listedReads, events);
  }

  /** What holds for a camera. */
  public Terms of(CameraId camera) {
    return cameras.getOrDefault(camera, usual);
  }

  /** Every class that any camera is of, the usual one first. */
  public Set<Terms> classes() {
    Set<Terms> all = new LinkedHashSet<>();
    all.add(usual);
    all.addAll(cameras.values());
    return all;
  }
}
