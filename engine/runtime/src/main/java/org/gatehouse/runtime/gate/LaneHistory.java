package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.GateStore;

/**
 * What a lane knows of earlier runs. Immutable.
 *
 * @param wish what its barrier was to be
 * @param unknown orders of which nobody knows what became
 * @param opened whom it was lately opened for
 * @param untold what became of orders, where the event that tells so may be lost
 */
record LaneHistory(
    BarrierWish wish, List<GateIntent> unknown, List<GateIntent> opened, List<GateEnd> untold) {
  /** Copies the lists. */
  LaneHistory {
    unknown = List.copyOf(unknown);
    opened = List.copyOf(opened);
    untold = List.copyOf(untold);
  }

  /**
   * As the store has it.
   *
   * @param since openings before that are forgotten
   */
  static LaneHistory of(GateStore store, String lane, Instant since) {
    return new LaneHistory(
        store.wish(lane),
        store.open().stream().filter(one -> one.lane().equals(lane)).toList(),
        store.opened(lane, since),
        store.untold(lane));
  }
}
