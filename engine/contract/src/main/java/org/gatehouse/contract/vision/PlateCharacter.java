package org.gatehouse.contract.vision;

import java.util.List;

/**
 * One position of a plate after the vote over frames.
 *
 * @param text the winning character
 * @param confidence its share of the vote, 0 to 1
 * @param alternatives other characters that were read there, best first, at most 3
 */
public record PlateCharacter(String text, double confidence, List<Alternative> alternatives) {
  /**
   * A character that is certain has the majority of the vote. In the clip of gate-cn-1 a province
   * that was misread, and put right two seconds later, had 0.42, two and a half times the next.
   */
  private static final double MAJORITY = 0.5;

  /** And so many times the share of the next best. */
  private static final double LEAD = 1.5;

  /** Whether it is certain enough to open a gate by. */
  public boolean isCertain() {
    return confidence >= MAJORITY
        && (alternatives.isEmpty() || confidence >= LEAD * alternatives.getFirst().confidence());
  }

  /** A character that was also read at this position, with its share of the vote, 0 to 1. */
  public record Alternative(String text, double confidence) {}
}
