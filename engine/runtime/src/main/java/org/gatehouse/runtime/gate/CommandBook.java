package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.gatehouse.runtime.gate.LaneHands.Noted;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's barrier was told lately. Nothing leaves before it is on disk that it will, nothing
 * is told twice, and what has no answer in time is told to be so. Owner: the lane's thread.
 */
final class CommandBook {
  /** By then a person at a screen wants to know. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int KEPT = 20;

  private final LaneRules rules;
  private final LaneHands hands;
  private final Ticker ticker;
  private final Map<UUID, LaneCommand> commands = new LinkedHashMap<>();

  /** Since when by the monotonic clock: the wall clock may be set. */
  private final Map<UUID, Long> since = new HashMap<>();

  CommandBook(LaneRules rules, LaneHands hands, Ticker ticker) {
    this.rules = rules;
    this.hands = hands;
    this.ticker = ticker;
  }

  /**
   * Orders something, unless it was ordered before.
   *
   * @param plate of the vehicle, empty if not known
   * @param anyway whether it is done although it cannot be written to disk
   * @param then what the barrier is to be from then on
   */
  Noted order(LaneCommand wanted, String plate, boolean anyway, BarrierWish then) {
    if (commands.containsKey(wanted.id())) {
      return Noted.KNOWN;
    }
    Noted noted = hands.intend(intent(wanted, plate), then);
    unwritten(noted, anyway);
    if (noted == Noted.NEW || (noted == Noted.UNWRITTEN && anyway)) {
      remember(wanted, ticker.nanos());
      hands.order(new BarrierOrder(wanted.id(), wanted.action(), rules.pulse()));
    }
    return noted;
  }

  private GateIntent intent(LaneCommand command, String plate) {
    return new GateIntent(
        command.id(),
        rules.name(),
        command.action(),
        command.passageId(),
        plate,
        command.byPerson(),
        command.decidedAt());
  }

  private void unwritten(Noted noted, boolean anyway) {
    String id = "gate-unwritten/" + rules.name();
    if (noted == Noted.UNWRITTEN) {
      hands.alarm(
          id,
          Alarm.Kind.GATE_UNWRITTEN,
          Alarm.Severity.CRITICAL,
          "lane %s: what the barrier is told cannot be written to disk; %s"
              .formatted(
                  rules.name(),
                  anyway
                      ? "it is told all the same, and after a restart might be told again"
                      : "a person decides. Free space on the disk of the data folder"));
    } else {
      hands.clear(id);
    }
  }

  private void remember(LaneCommand command, long sinceNanos) {
    commands.put(command.id(), command);
    since.put(command.id(), sinceNanos);
    if (commands.size() > KEPT) {
      UUID oldest = commands.keySet().iterator().next();
      commands.remove(oldest);
      since.remove(oldest);
    }
  }

  void sent(UUID id, Instant at) {
    change(id, command -> command.state() == State.INTENDED ? command.sent(at) : command);
  }

  /** Takes an answer; the command as it is then, null if it is not known or had ended before. */
  @Nullable LaneCommand answered(UUID id, BarrierAnswer answer, Instant at) {
    LaneCommand known = commands.get(id);
    if (known == null || known.state().ended()) {
      return null;
    }
    return end(
        switch (answer) {
          case BarrierAnswer.Done() -> known.ended(State.CONFIRMED, at, "");
          case BarrierAnswer.Failed(String why) -> known.ended(State.FAILED, at, why);
          case BarrierAnswer.Silent(String why) -> known.ended(State.NO_ANSWER, at, why);
        });
  }

  private LaneCommand end(LaneCommand ended) {
    commands.put(ended.id(), ended);
    Instant at = ended.endedAt() == null ? ended.decidedAt() : ended.endedAt();
    hands.ended(
        new GateEnd(intent(ended, ""), ended.state().word(), ended.sentAt(), at, ended.detail()));
    tell(ended, at);
    fault(ended);
    return ended;
  }

  private void tell(LaneCommand ended, Instant at) {
    hands.event(
        new EventDetail.GateCommanded(
            rules.name(),
            ended.id().toString(),
            ended.passageId(),
            ended.action().word(),
            ended.byPerson() ? "person" : "lists",
            ended.state().word(),
            ended.decidedAt(),
            ended.sentAt(),
            at,
            ended.detail()));
  }

  /** An earlier run knew what became of it, and its event may be lost. */
  void tellAgain(GateEnd end) {
    tell(LaneCommand.of(end), end.endedAt());
  }

  private void fault(LaneCommand ended) {
    String id = "gate-barrier/" + rules.name();
    if (ended.state() == State.CONFIRMED) {
      hands.clear(id);
      return;
    }
    if (ended.byPerson() || ended.action() != BarrierAction.CLOSE) {
      // Somebody waits again, of whom nobody knows who acknowledged the fault before.
      hands.clear(id);
    }
    hands.alarm(
        id,
        Alarm.Kind.GATE_BARRIER,
        Alarm.Severity.CRITICAL,
        "lane %s: the barrier was told to %s, and %s: %s. Look at it, and open it by hand if need be"
            .formatted(
                rules.name(),
                ended.action().word(),
                ended.state() == State.FAILED ? "did not" : "nobody knows whether it did",
                ended.detail()));
  }

  /** What has waited too long for an answer has none; tells which. */
  List<LaneCommand> tick(Instant now) {
    List<LaneCommand> ended = new ArrayList<>();
    for (LaneCommand command : List.copyOf(commands.values())) {
      if (!command.state().ended() && waited(command) >= PATIENCE.toNanos()) {
        ended.add(
            end(
                command.ended(
                    State.NO_ANSWER,
                    now,
                    "no answer within %d s".formatted(PATIENCE.toSeconds())
                        + (command.sentAt() == null ? "; it may not have left" : ""))));
      }
    }
    return ended;
  }

  /** An earlier run was going to tell it, and nobody knows whether it did. */
  void orphan(GateIntent intent, Instant now) {
    LaneCommand left =
        LaneCommand.intended(
            intent.id(),
            intent.action(),
            intent.passageId(),
            intent.byPerson(),
            intent.decidedAt());
    // Whoever presses after a start means it.
    remember(left, ticker.nanos() - PATIENCE.toNanos());
    end(left.ended(State.NO_ANSWER, now, "the engine stopped before it knew"));
  }

  private void change(UUID id, UnaryOperator<LaneCommand> how) {
    commands.computeIfPresent(id, (key, command) -> how.apply(command));
  }

  /** Nanoseconds since it was ordered. */
  private long waited(LaneCommand command) {
    return ticker.nanos() - Objects.requireNonNull(since.get(command.id()));
  }

  /** What a person asked for within that time, if anything: the same is not done once more. */
  @Nullable LaneCommand asked(BarrierAction action, Duration within) {
    LaneCommand latest = null;
    for (LaneCommand command : commands.values()) {
      if (command.byPerson()
          && command.action() == action
          && waited(command) < within.toNanos()
          && command.state() != State.FAILED) {
        latest = command;
      }
    }
    return latest;
  }

  @Nullable LaneCommand find(UUID id) {
    return commands.get(id);
  }

  /** All that are remembered, the latest first. */
  List<LaneCommand> all() {
    return new ArrayList<>(commands.values()).reversed();
  }
}
