package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.runtime.record.WeekSchedule;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.MemoryLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A lane with simulated time, lists in memory and hands that only remember. */
abstract class LaneFixture {
  static final CameraId FRONT = new CameraId("gate-front");
  static final CameraId REAR = new CameraId("gate-rear");
  static final String ALLOWED = "京A12345";
  static final String DENIED = "京A66666";

  /** Differs from {@link #ALLOWED} in one character that looks alike. */
  static final String ALIKE = "京A1234S";

  final FakeTicker ticker = new FakeTicker();
  final MemoryLists store = new MemoryLists();
  final RecordingHands hands = new RecordingHands();
  @Nullable VehicleLists lists;
  boolean tolerant;
  Passback passback = Passback.OFF;
  PassDirection direction = PassDirection.IN;
  Outcome unwritten = Outcome.OPEN;
  @Nullable WeekSchedule schedule;
  @Nullable Duration closeAfter;
  boolean hasLoop;
  LaneCore core = lane();

  LaneCore lane() {
    close();
    store.entries.clear();
    store.entries.add(ListEntry.of(ALLOWED, ListKind.ALLOW));
    store.entries.add(ListEntry.of(DENIED, ListKind.DENY));
    return reopened();
  }

  LaneCore reopened() {
    lists = VehicleLists.open(store, ZoneOffset.UTC);
    Map<Standing, Outcome> outcomes = new EnumMap<>(Standing.class);
    outcomes.put(Standing.ALLOW, Outcome.OPEN);
    outcomes.put(Standing.VISITOR, Outcome.OPEN);
    outcomes.put(Standing.DENY, Outcome.REFUSE);
    outcomes.put(Standing.UNLISTED, Outcome.CHECK);
    LaneRules rules =
        new LaneRules(
            "north",
            direction,
            List.of(FRONT),
            List.of(REAR),
            outcomes,
            tolerant,
            schedule,
            unwritten,
            passback,
            "site",
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            closeAfter,
            Duration.ofSeconds(10));
    return new LaneCore(
        rules, new Judge(Objects.requireNonNull(lists), rules), hands, ticker, hasLoop);
  }

  void listed(ListEntry entry) {
    store.entries.add(entry);
    store.revision++;
    Objects.requireNonNull(lists).close();
    core = reopened();
  }

  @AfterEach
  void close() {
    if (lists != null) {
      lists.close();
    }
  }

  void sees(CameraId camera, String passage, String text, boolean sure, boolean left) {
    long now = ticker.epochMicros();
    core.seen(
        Sighting.heard(
            camera, passage, text, sure, left, Direction.APPROACHING, now - 500_000, now, ticker));
  }

  void decided(String passage, String text) {
    sees(FRONT, passage, text, true, false);
  }

  void left(String passage, String text) {
    sees(FRONT, passage, text, true, true);
  }

  void confirmAll() {
    hands.orders.forEach(
        order -> {
          core.sent(order.id(), Instant.EPOCH);
          core.answered(order.id(), new BarrierAnswer.Done());
        });
  }

  void wait(Duration time) {
    for (Duration step = Duration.ofMillis(500); !time.isNegative() && !time.isZero(); ) {
      ticker.advance(step);
      time = time.minus(step);
      core.tick();
    }
  }

  void hears(Position position, Loop loop) {
    core.heard(new BarrierState(position, loop));
  }

  GateDecided lastDecision() {
    return hands.events(GateDecided.class).getLast();
  }

  List<LaneCommand> commands() {
    return core.status().commands();
  }
}
