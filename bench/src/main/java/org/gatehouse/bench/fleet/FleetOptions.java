package org.gatehouse.bench.fleet;

import picocli.CommandLine.Option;

/** What all verbs that run against a fleet have in common: its size. */
public final class FleetOptions {
  @Option(names = "--cameras", defaultValue = "400", description = "how many (400)")
  private int cameras;

  @Option(names = "--mbit", defaultValue = "2", description = "million bits a second of each (2)")
  private double mbit;

  @Option(
      names = "--clip-seconds",
      defaultValue = "300",
      description = "how long the clips are that they share (300)")
  private int clipSeconds;

  /** How many cameras. */
  public int cameras() {
    return cameras;
  }

  /** Million bits a second of each. */
  public double mbit() {
    return mbit;
  }

  /**
   * A fleet of that size.
   *
   * @param h265Percent of them that code H.265
   * @param loginPercent of them that want a password
   * @param stills whether the clips are needed that frozen cameras show
   */
  public FleetPlan plan(int h265Percent, int loginPercent, boolean stills) {
    return new FleetPlan(cameras, mbit, clipSeconds, h265Percent, loginPercent, stills, false);
  }
}
