package org.gatehouse.analytics.protocol.engine;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A place for a worker that has lanes; the lanes stay with it while workers come and go. Owned by
 * the supervisor.
 */
final class Seat {
  final int number;

  /** Where its worker should run; another place will do while that one has none. */
  final WorkerHost host;

  /** Who has it; null while nobody does. */
  @Nullable WorkerSession worker;

  Seat(int number, WorkerHost host) {
    this.number = number;
    this.host = host;
  }

  /** How much of the processor its lanes are worth, by their priorities. */
  int weight(Collection<Lane> lanes) {
    return lanes.stream()
        .filter(lane -> has(lane) && lane.larger == null)
        .mapToInt(lane -> lane.spec.priority().weight())
        .sum();
  }

  /** Whether a lane that goes on is looked at here. */
  boolean has(Lane lane) {
    return lane.seat == this && !lane.ended;
  }

  /** Whether its worker can be spoken to. */
  boolean isServed() {
    WorkerSession present = worker;
    return present != null && present.isConnected();
  }
}
