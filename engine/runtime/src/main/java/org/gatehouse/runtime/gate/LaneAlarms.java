package org.gatehouse.runtime.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.PassDirection;

/** What a lane tells people. Owner: the lane's thread. */
final class LaneAlarms {
  static final long ARM_MOVES_WITHIN = TimeUnit.SECONDS.toNanos(10);

  /** What happened once is over by itself. */
  private static final long OVER = TimeUnit.MINUTES.toNanos(5);

  private final String lane;
  private final LaneHands hands;
  private final Map<String, Long> once = new LinkedHashMap<>();

  LaneAlarms(String lane, LaneHands hands) {
    this.lane = lane;
    this.hands = hands;
  }

  /** A vehicle waits for a person. */
  void check(String passageId, Reason why) {
    hands.alarm(
        "gate-check/" + lane + "/" + passageId,
        Alarm.Kind.GATE_CHECK,
        Alarm.Severity.WARNING,
        "lane %s: a vehicle waits for somebody to decide (%s). Open, deny or type its plate"
            .formatted(lane, why.word()));
  }

  void checked(String passageId) {
    hands.clear("gate-check/" + lane + "/" + passageId);
  }

  void tailgate(UUID opening, long nowNanos) {
    once(
        "gate-tailgate/" + lane + "/" + opening,
        Alarm.Kind.GATE_TAILGATE,
        "lane %s: a second vehicle passed on one opening. Look who it is".formatted(lane),
        nowNanos);
  }

  void passback(PassDirection direction, long nowNanos) {
    once(
        "gate-passback/" + lane,
        Alarm.Kind.GATE_PASSBACK,
        direction == PassDirection.IN
            ? "lane %s: let in a vehicle that is inside already. Look whether its plate is a copy"
                .formatted(lane)
            : "lane %s: let out a vehicle that was not inside. Look how it came in".formatted(lane),
        nowNanos);
  }

  private void once(String id, Alarm.Kind kind, String text, long nowNanos) {
    // Who acknowledged the one before knows nothing of this one.
    hands.clear(id);
    hands.alarm(id, kind, Alarm.Severity.WARNING, text);
    once.put(id, nowNanos);
  }

  void tick(long nowNanos) {
    once.entrySet()
        .removeIf(
            alarm -> {
              boolean over = nowNanos - alarm.getValue() > OVER;
              if (over) {
                hands.clear(alarm.getKey());
              }
              return over;
            });
  }

  void unheard(String why) {
    hands.alarm(
        "gate-silent/" + lane,
        Alarm.Kind.GATE_BARRIER,
        Alarm.Severity.CRITICAL,
        "lane %s: the barrier does not say how it is: %s. It may not open; look at it and its line"
            .formatted(lane, why));
  }

  void heard(Position arm) {
    hands.clear("gate-silent/" + lane);
    if (arm == Position.OPEN) {
      hands.clear("gate-stuck/" + lane);
    }
  }

  /** Whether one that is to be held open is shut. */
  void fallen(boolean isShut) {
    String id = "gate-fallen/" + lane;
    if (!isShut) {
      hands.clear(id);
      return;
    }
    hands.alarm(
        id,
        Alarm.Kind.GATE_BARRIER,
        Alarm.Severity.CRITICAL,
        "lane %s: the barrier is to be held open, and its arm is down. Hold it open again, or release it"
            .formatted(lane));
  }

  void stuck() {
    hands.alarm(
        "gate-stuck/" + lane,
        Alarm.Kind.GATE_BARRIER,
        Alarm.Severity.CRITICAL,
        "lane %s: the barrier took the order to open, and its arm did not move. Look at it"
            .formatted(lane));
  }
}
