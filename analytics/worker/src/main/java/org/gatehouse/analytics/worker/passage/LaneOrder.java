package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneView;

/** What a lane is to look for; all of it as in the contract's lane specification. */
public record LaneOrder(
    LaneKind kind, List<String> regions, double risk, LaneView view, FaceLimits faces) {
  /** Keeps its own list. */
  public LaneOrder {
    regions = List.copyOf(regions);
  }
}
