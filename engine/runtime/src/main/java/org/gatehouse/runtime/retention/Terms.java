package org.gatehouse.runtime.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long recordings of a class of cameras are kept.
 *
 * @param name of the class
 * @param minimum what is promised; zero for no promise
 * @param maximum what is older is deleted; null if it may stay while there is room
 * @param quota bytes of all cameras of the class together; {@link Volume#UNLIMITED} for no limit
 * @param cameraQuota bytes of each of them; {@link Volume#UNLIMITED} for no limit
 */
public record Terms(
    String name, Duration minimum, @Nullable Duration maximum, long quota, long cameraQuota) {
  /** Whatever fits is kept, and nothing is promised. */
  public static final Terms NONE = of("none", Duration.ZERO, null);

  /** Without quotas. */
  public static Terms of(String name, Duration minimum, @Nullable Duration maximum) {
    return new Terms(name, minimum, maximum, Volume.UNLIMITED, Volume.UNLIMITED);
  }
}
