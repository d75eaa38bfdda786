package org.gatehouse.bench.faults;

import java.util.List;
import java.util.Set;

/**
 * All faults with what is expected of the engine, in phases; the faults of one phase are done at
 * the same time to different cameras.
 *
 * <p>Deadlines that the project promises: a stall after 3 s (longer than three frame intervals
 * here), frozen pictures after 30 s, under a running clock after 120 s. A stall may be seen a
 * second later: sessions look twice a second, the last picture may be a frame interval older than
 * the order, and the news has to travel. Deadlines of our own: a connection that is reset tells so
 * by itself, so no later than a stall; credentials are given up after two refusals, between which
 * lie waits of at most 1 s and 2 s, so 15 s leave room for answers; a wrong clock is told with
 * every fifth second's report, so after the second one at the latest; what is lost or garbage is
 * counted once a second and asked for once a second, so 5 s.
 */
final class Script {
  static final String LOST_PACKETS = "gatehouse_camera_lost_packets_total";
  static final String GARBAGE = "gatehouse_camera_garbage_bytes_total";
  static final String CLOCK = "gatehouse_camera_clock_difference_seconds";

  /** The metrics that symptoms are read from. */
  static final Set<String> METRICS = Set.of(LOST_PACKETS, GARBAGE, CLOCK);

  private static final double AS_A_STALL = 3 + 1;
  private static final int WRONG_CLOCK_SECONDS = 3600;

  private static final Set<String> NONE = Set.of();
  private static final Set<String> BROKEN =
      Set.of("connecting", "stalled", "waiting", "failed", "idle", "stopped");
  private static final Set<String> DOWN = Set.of("CAMERA_DOWN", "GROUP_DOWN");
  private static final Set<String> REFUSED = Set.of("CREDENTIALS_REFUSED");
  private static final Set<String> DOWN_OR_REFUSED =
      Set.of("CAMERA_DOWN", "GROUP_DOWN", "CREDENTIALS_REFUSED");
  private static final Set<String> FROZEN = Set.of("CAMERA_FROZEN");

  private Script() {}

  /** Faults of one time. */
  record Phase(String label, List<Fault> faults) {}

  static List<Phase> phases() {
    return List.of(
        new Phase(
            "frozen pictures, wrong clocks, packets out of order",
            List.of(
                frozen("freezeLoop", "one group again and again", "freeze-loop", Place.MIXED, 30),
                frozen("freezeStill", "a still, coded anew", "show:still", Place.STREET, 30),
                frozen(
                    "freezeClock", "a still, clock runs", "show:still-clock", Place.GUARDED, 120),
                wrongClock(),
                reordered())),
        new Phase(
            "stalls, half-open connections, reboots, lost packets",
            List.of(stall(), halfOpen(), reboot(), lost())),
        new Phase(
            "garbage, slow starts, refused credentials",
            List.of(garbage(), slowStart(), unauthorized())));
  }

  private static Fault frozen(String key, String label, String order, Place place, int deadline) {
    return new Fault(
        key,
        label,
        order,
        place,
        new Symptom.InState(Set.of("frozen")),
        deadline,
        Set.of("frozen"),
        FROZEN,
        FROZEN,
        0,
        -1);
  }

  private static Fault wrongClock() {
    return new Fault(
        "clock",
        "clock an hour ahead",
        "clock:" + WRONG_CLOCK_SECONDS,
        Place.CLOCKS,
        new Symptom.Near(CLOCK, WRONG_CLOCK_SECONDS),
        12,
        NONE,
        NONE,
        NONE,
        20,
        -1);
  }

  private static Fault reordered() {
    return new Fault(
        "reorder",
        "UDP out of order",
        "network:0:9",
        Place.DATAGRAMS,
        new Symptom.Unseen(LOST_PACKETS),
        0,
        NONE,
        NONE,
        NONE,
        20,
        -1);
  }

  private static Fault stall() {
    return new Fault(
        "stall",
        "no media",
        "stall",
        Place.MIXED,
        new Symptom.InState(Set.of("stalled")),
        AS_A_STALL,
        BROKEN,
        DOWN,
        DOWN,
        0,
        -1);
  }

  private static Fault halfOpen() {
    return new Fault(
        "halfOpen",
        "half-open TCP",
        "half-open",
        Place.STREET,
        new Symptom.InState(Set.of("stalled")),
        AS_A_STALL,
        BROKEN,
        DOWN,
        NONE,
        0,
        0);
  }

  private static Fault reboot() {
    return new Fault(
        "reboot",
        "reboot of 10 s",
        "reboot:10",
        Place.GUARDED,
        new Symptom.InState(BROKEN),
        AS_A_STALL,
        BROKEN,
        DOWN,
        DOWN,
        0,
        10);
  }

  private static Fault lost() {
    return new Fault(
        "loss",
        "UDP, each 50th lost",
        "network:50:9",
        Place.DATAGRAMS,
        new Symptom.Grows(LOST_PACKETS),
        5,
        NONE,
        NONE,
        NONE,
        15,
        -1);
  }

  /** Whoever finds its way back into step may stream on; whoever does not, connects again. */
  private static Fault garbage() {
    return new Fault(
        "garbage",
        "garbage on TCP",
        "garbage",
        Place.MIXED,
        new Symptom.Grows(GARBAGE),
        5,
        BROKEN,
        DOWN,
        NONE,
        20,
        -1);
  }

  private static Fault slowStart() {
    return new Fault(
        "slow",
        "4 s to describe itself",
        "slow:4",
        Place.STREET,
        new Symptom.InState(BROKEN),
        AS_A_STALL,
        BROKEN,
        DOWN,
        NONE,
        0,
        4);
  }

  /** Held long enough to see whether they are left alone. */
  private static Fault unauthorized() {
    return new Fault(
        "unauthorized",
        "401 to everything",
        "unauthorized",
        Place.GUARDED,
        new Symptom.InState(Set.of("failed")),
        15,
        BROKEN,
        DOWN_OR_REFUSED,
        REFUSED,
        30,
        -1);
  }
}
