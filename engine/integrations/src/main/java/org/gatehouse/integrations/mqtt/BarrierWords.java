package org.gatehouse.integrations.mqtt;

import java.util.regex.Pattern;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;

/**
 * What a barrier's messages mean, each as a whole: {@code offline} is not {@code off}. Immutable.
 */
record BarrierWords(Pattern open, Pattern closed, Pattern occupied, Pattern free) {
  Position position(String said) {
    if (means(open, said)) {
      return Position.OPEN;
    }
    return means(closed, said) ? Position.CLOSED : Position.UNKNOWN;
  }

  Loop loop(String said) {
    if (means(occupied, said)) {
      return Loop.OCCUPIED;
    }
    return means(free, said) ? Loop.FREE : Loop.UNKNOWN;
  }

  private static boolean means(Pattern pattern, String said) {
    return pattern.matcher(said.strip()).matches();
  }
}
