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
  /** A character that was also read at this position, with its share of the vote, 0 to 1. */
  public record Alternative(String text, double confidence) {}
}
