package org.gatehouse.integrations.barrier.http;

import java.util.regex.Pattern;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.jspecify.annotations.Nullable;

/** What a relay's answer means. Immutable. */
record RelayStates(
    @Nullable Pattern open,
    @Nullable Pattern closed,
    @Nullable Pattern occupied,
    @Nullable Pattern free) {
  BarrierState of(String body) {
    return new BarrierState(position(body), loop(body));
  }

  private Position position(String body) {
    if (open != null && open.matcher(body).find()) {
      return Position.OPEN;
    }
    boolean down = closed != null && closed.matcher(body).find();
    return down ? Position.CLOSED : Position.UNKNOWN;
  }

  private Loop loop(String body) {
    if (occupied != null && occupied.matcher(body).find()) {
      return Loop.OCCUPIED;
    }
    boolean nothing = free != null && free.matcher(body).find();
    return nothing ? Loop.FREE : Loop.UNKNOWN;
  }
}
