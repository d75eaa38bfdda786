package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * How a lane is at a moment. Immutable.
 *
 * @param barrier what it said of itself last
 * @param trouble why it says nothing; null while it does
 * @param held whether it is to stay open
 * @param closeWaits whether it is to close once nothing stands below its arm
 * @param openUntil until when it is open for a vehicle, at most; null if for none
 * @param vehicle the one that is there, or was last; null if none was lately
 * @param commands the latest first
 */
public record LaneStatus(
    String name,
    PassDirection direction,
    List<CameraId> front,
    List<CameraId> rear,
    BarrierState barrier,
    @Nullable String trouble,
    boolean held,
    boolean closeWaits,
    @Nullable Instant openUntil,
    @Nullable Vehicle vehicle,
    List<LaneCommand> commands) {
  /** Copies the lists. */
  public LaneStatus {
    front = List.copyOf(front);
    rear = List.copyOf(rear);
    commands = List.copyOf(commands);
  }

  /**
   * A vehicle at the lane.
   *
   * @param plate empty if it was not read
   * @param verdict null as long as nothing is decided
   * @param left whether it has left the picture
   */
  public record Vehicle(
      String passageId, String plate, Instant seenAt, @Nullable Verdict verdict, boolean left) {}
}
