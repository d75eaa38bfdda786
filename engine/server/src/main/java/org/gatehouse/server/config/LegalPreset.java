package org.gatehouse.server.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that rules of a country set for how long video is kept; {@code docs/operating.md} has the
 * reasons. Also classes by themselves, of the same names.
 */
public enum LegalPreset {
  /** China, public places: at least 30 days, and no longer than needed. */
  CN_30D(Duration.ofDays(30), Duration.ofDays(31)),
  /** China, sites that terrorism may aim at: at least 90 days. */
  CN_90D(Duration.ofDays(90), null),
  /** European Union: no longer than 72 hours without a reason of one's own. */
  EU_72H(Duration.ZERO, Duration.ofDays(3));

  private final Duration minimum;
  private final @Nullable Duration maximum;

  LegalPreset(Duration minimum, @Nullable Duration maximum) {
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** What must be kept; zero if nothing must. */
  public Duration minimum() {
    return minimum;
  }

  /** What is older must go; null if nothing must. */
  public @Nullable Duration maximum() {
    return maximum;
  }
}
