package org.gatehouse.bench.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One line to the fleet, as JSON; each is answered by one {@link FleetNews}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FleetOrder.Count.class, name = "count"),
  @JsonSubTypes.Type(value = FleetOrder.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = FleetOrder.Fail.class, name = "fault"),
})
public sealed interface FleetOrder {
  /** Tell the counters. */
  record Count() implements FleetOrder {}

  /** Send no media, or go on; then tell the counters. */
  record Pause(boolean paused) implements FleetOrder {}

  /**
   * Make cameras do something wrong, or well again; then tell the counters.
   *
   * @param fault as {@link org.gatehouse.camera.simulator.fleet.FleetFault#parse} reads it
   */
  record Fail(List<String> cameras, String fault) implements FleetOrder {}
}
