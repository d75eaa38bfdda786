package org.gatehouse.server.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.runtime.gate.Passback;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.record.WeekSchedule;
import org.jspecify.annotations.Nullable;

/** A way through a gate, one vehicle after the other. */
@Describe("A way through a gate: its cameras, its barrier, and who is let through.")
public record GateLaneConfig(
    @Describe("Short name for events, lists and addresses; never change it.") String name,
    @Describe("Which way vehicles pass: in or out.") PassDirection direction,
    @Describe("Cameras that see the fronts of vehicles; each belongs to one lane.") @Default("[]")
        List<CameraId> front,
    @Describe("Cameras that see their backs; both together give one passage.") @Default("[]")
        List<CameraId> rear,
    @Describe("Name of one of barriers, which no other lane has.") String barrier,
    @Describe("What is done about whom.") @Default("{}") Rules rules,
    @Describe(
            "exact: a plate that is on a list. tolerant: also one that differs from just one listed"
                + " plate in a character that looks alike; that opens for vehicles on no list,"
                + " too.")
        @Default("exact")
        LookAlikePolicy lookAlikes,
    @Describe("When it opens by itself, as 'mon-fri 07:00-19:00'; always if left out.")
        @Default("[]")
        List<String> schedule,
    @Describe(
            "What is done when it cannot be written to disk first: open (after a restart it might"
                + " open once more for the same vehicle) or check.")
        @Default("open")
        Outcome unwritten,
    @Describe(
            "About a vehicle that comes in twice, or goes out without having come in: off, warn (an"
                + " alarm) or refuse (a person decides).")
        @Default("off")
        Passback antiPassback,
    @Describe("What lanes that lead into the same place have in common; pairs ways in and out.")
        @Default("site")
        String group,
    @Describe("How long the barrier is open for one vehicle if nothing tells, 3s to 2m.")
        @Default("20s")
        Duration opening,
    @Describe(
            "When it is told to close after it opened, 2s to 2m; it must have a loop, and is never"
                + " told while that is occupied. If left out, it closes by itself.")
        @Nullable Duration closeAfter) {
  /** Copies the lists. */
  public GateLaneConfig {
    front = List.copyOf(front);
    rear = List.copyOf(rear);
    schedule = List.copyOf(schedule);
  }

  /** What is done about whom: open, check (a person decides) or refuse. */
  @Describe("What is done about whom: open, check (a person decides) or refuse.")
  public record Rules(
      @Describe("On the list of those who may pass.") @Default("open") Outcome allow,
      @Describe("Expected, with a pass left.") @Default("open") Outcome visitor,
      @Describe("On no list.") @Default("check") Outcome unlisted,
      @Describe("Must not pass: check or refuse.") @Default("refuse") Outcome deny) {}

  /** All its cameras. */
  List<CameraId> cameras() {
    List<CameraId> all = new ArrayList<>(front);
    all.addAll(rear);
    return all;
  }

  /** As the runtime takes it. */
  public LaneRules rules(BarrierConfig told, ZoneId zone) {
    Map<Standing, Outcome> outcomes = new EnumMap<>(Standing.class);
    outcomes.put(Standing.ALLOW, rules.allow);
    outcomes.put(Standing.VISITOR, rules.visitor);
    outcomes.put(Standing.UNLISTED, rules.unlisted);
    outcomes.put(Standing.DENY, rules.deny);
    return new LaneRules(
        name,
        direction,
        front,
        rear,
        outcomes,
        lookAlikes == LookAlikePolicy.TOLERANT,
        schedule.isEmpty() ? null : WeekSchedule.parse(schedule, zone),
        unwritten,
        antiPassback,
        group,
        told.common().pulse(),
        opening,
        closeAfter,
        told.common().watchdog());
  }
}
