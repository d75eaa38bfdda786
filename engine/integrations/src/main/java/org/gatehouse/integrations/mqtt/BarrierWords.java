package org.gatehouse.integrations.mqtt;

import java.util.regex.Pattern;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;

/** What a barrier's messages mean. Immutable. */
record BarrierWords(Pattern open, Pattern closed, Pattern occupied, Pattern free) {
  Position position(String said) {
    if (open.matcher(said).find()) {
      return Position.OPEN;
    }
    return closed.matcher(said).find() ? Position.CLOSED : Position.UNKNOWN;
  }

  Loop loop(String said) {
    if (occupied.matcher(said).find()) {
      return Loop.OCCUPIED;
    }
    return free.matcher(said).find() ? Loop.FREE : Loop.UNKNOWN;
  }
}
