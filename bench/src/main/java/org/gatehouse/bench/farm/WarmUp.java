package org.gatehouse.bench.farm;

import java.time.Duration;

/**
 * How long the scenes stay empty at first, so that the engine's analysis is at work before the
 * first vehicle comes. A machine that rendered slowly also starts its analysis late.
 */
final class WarmUp {
  private static final int LEAST = 8;
  private static final int MOST = 30;

  private WarmUp() {}

  static int seconds(Duration rendering) {
    return Math.clamp(rendering.toSeconds() / 2, LEAST, MOST);
  }
}
