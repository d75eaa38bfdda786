package org.gatehouse.runtime.gate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.runtime.gate.LaneCommand.State;
import org.gatehouse.runtime.gate.LaneHands.Noted;
import org.gatehouse.runtime.gate.LaneHands.Pass;
import org.gatehouse.runtime.list.Listing.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A gate lane: takes what its cameras, its barrier and people say, decides, and has the barrier
 * told. Pure but for its {@link LaneHands}; time is what the ticker says. Owner: the lane's thread.
 */
final class LaneCore {
  /** An older report may be of a vehicle that is gone. */
  private static final long FRESH = TimeUnit.SECONDS.toNanos(10);

  /** So long a person may still say something of a vehicle that left the picture. */
  private static final long AT_THE_BARRIER = TimeUnit.MINUTES.toNanos(1);

  /** Somebody who presses twice means once. */
  private static final Duration TWICE = Duration.ofSeconds(2);

  private static final String DENIED =
      "a vehicle that is there is on the deny list, for which this lane never opens";

  private final LaneRules rules;
  private final Judge judge;
  private final LaneHands hands;
  private final Ticker ticker;
  private final boolean hasLoop;
  private final Transits transits = new Transits();
  private final CommandBook commands;
  private final LaneAlarms alarms;
  private final BarrierPlan plan;
  private @Nullable Opening opening;
  private BarrierState barrier = BarrierState.UNKNOWN;
  private @Nullable String trouble;
  private long heardNanos;

  /**
   * This run ordered something of the barrier; before that, an earlier one may have left it held.
   */
  private boolean hasOrdered;

  LaneCore(LaneRules rules, Judge judge, LaneHands hands, Ticker ticker, boolean hasLoop) {
    this.rules = rules;
    this.judge = judge;
    this.hands = hands;
    this.ticker = ticker;
    this.hasLoop = hasLoop;
    this.commands = new CommandBook(rules, hands, ticker);
    this.alarms = new LaneAlarms(rules.name(), hands);
    this.heardNanos = ticker.nanos();
    this.plan = new BarrierPlan(rules, hands, ticker, hasLoop);
  }

  /**
   * Takes over from an earlier run: whom that opened for is not opened for again, and what the
   * barrier was to be it is to be still. Nothing is told to it by that alone.
   */
  void resume(LaneHistory history) {
    plan.takeOver(history.wish());
    history.untold().forEach(commands::tellAgain);
    history.unknown().forEach(intent -> commands.orphan(intent, now()));
    history.opened().forEach(this::known);
  }

  private void known(GateIntent intent) {
    long ago = Math.max(0, ChronoUnit.MICROS.between(intent.decidedAt(), now()));
    long nanos = ticker.nanos();
    // It may stand there still; a new worker begins to see it only now.
    Transit known =
        new Transit(intent.passageId(), nanos - TimeUnit.MICROSECONDS.toNanos(ago), nanos, now());
    known.passages.put(rules.camera(), intent.passageId());
    known.text = intent.plate();
    known.sure = true;
    known.ordered = true;
    known.settled = true;
    transits.add(known);
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  /** A camera saw something. */
  void seen(Sighting sighting) {
    Transit transit = transits.of(sighting);
    if (transit.take(sighting) && !transit.settled) {
      decide(transit, ticker.nanos() - sighting.atNanos() > FRESH);
    }
    if (sighting.left()) {
      left(transit, sighting);
    }
  }

  private void decide(Transit transit, boolean late) {
    Verdict verdict = judge.of(transit.text, transit.sure, now());
    if (verdict.outcome() == Outcome.OPEN && late) {
      verdict = verdict.but(Outcome.CHECK, Reason.LATE);
    }
    if (verdict.outcome() == Outcome.OPEN && isBlocked(transit)) {
      verdict = verdict.but(Outcome.CHECK, Reason.LIST);
    }
    apply(transit, passback(transit.text, verdict), false);
  }

  /** An opening for it is for the denied one that stands before it. */
  private boolean isBlocked(Transit transit) {
    return !transit.ordered && !plan.isHeldOpen(barrier.position()) && deniedBefore(transit);
  }

  /** In twice, or out without in. */
  private Verdict passback(String plate, Verdict verdict) {
    if (rules.passback() == Passback.OFF
        || verdict.outcome() != Outcome.OPEN
        || isInside(plate, verdict) == (rules.direction() == PassDirection.OUT)) {
      return verdict;
    }
    if (rules.passback() == Passback.REFUSE) {
      return verdict.but(Outcome.CHECK, Reason.PASSBACK);
    }
    alarms.passback(rules.direction(), ticker.nanos());
    return verdict.but(Outcome.OPEN, Reason.PASSBACK);
  }

  private boolean isInside(String plate, Verdict verdict) {
    return hands.inside(plate) || hands.inside(known(plate, verdict));
  }

  /** The plate that the lists took it for, in whatever way it was misread; else as read. */
  private static String known(String plate, @Nullable Verdict verdict) {
    ListEntry entry = verdict == null ? null : verdict.entry();
    return entry == null ? plate : entry.plate();
  }

  /** Does what was decided, then tells of it: a barrier waits for nothing. */
  private void apply(Transit transit, Verdict wanted, boolean byPerson) {
    Verdict verdict =
        wanted.outcome() == Outcome.OPEN && !transit.ordered
            ? open(transit, wanted, byPerson)
            : wanted;
    transit.verdict = verdict;
    hands.event(
        new EventDetail.GateDecided(
            rules.name(),
            transit.id,
            verdict.outcome().word(),
            verdict.standing().name().toLowerCase(Locale.ROOT),
            verdict.reason().word(),
            now()));
    if (verdict.outcome() == Outcome.CHECK && !transit.ordered) {
      alarms.check(transit.id, verdict.reason());
    } else {
      alarms.checked(transit.id);
    }
  }

  private Verdict open(Transit transit, Verdict verdict, boolean byPerson) {
    ListEntry entry = pass(verdict);
    Pass pass = entry == null ? Pass.USED : hands.usePass(entry, transit.id, now());
    if (pass != Pass.USED) {
      return verdict.but(
          Outcome.CHECK, pass == Pass.NONE_LEFT ? Reason.LAPSED : Reason.PASS_UNKNOWN);
    }
    if (plan.isHeldOpen(barrier.position())) {
      transit.ordered = true;
      return verdict;
    }
    Noted written = order(openingFor(transit.id), transit, byPerson);
    if (written == Noted.UNWRITTEN && rules.unwritten() != Outcome.OPEN) {
      return verdict.but(Outcome.CHECK, Reason.UNWRITTEN);
    }
    return verdict;
  }

  /** The entry of a visitor who may come only so often; null if it is none. */
  private static @Nullable ListEntry pass(Verdict verdict) {
    ListEntry entry = verdict.entry();
    boolean counted = entry != null && entry.passes() > 0;
    return counted && verdict.standing() == Standing.VISITOR ? entry : null;
  }

  /** The same for the same passage in every run. */
  private UUID openingFor(String passageId) {
    return UUID.nameUUIDFromBytes(
        ("open " + rules.name() + " " + passageId).getBytes(StandardCharsets.UTF_8));
  }

  private Noted order(UUID id, @Nullable Transit transit, boolean byPerson) {
    String passage = transit == null ? "" : transit.id;
    String plate = transit == null ? "" : transit.text;
    boolean anyway = byPerson || rules.unwritten() == Outcome.OPEN;
    BarrierWish then = plan.ifOpened(now());
    Noted written =
        commands.order(
            LaneCommand.intended(id, BarrierAction.OPEN, passage, byPerson, now()),
            plate,
            anyway,
            then);
    boolean ordered = written == Noted.NEW || (written == Noted.UNWRITTEN && anyway);
    if (transit != null) {
      transit.ordered |= ordered || written == Noted.KNOWN;
    }
    if (ordered) {
      hasOrdered = true;
      opening = opened(id, transit);
      plan.opened(then);
      plan.noted(written, then);
    }
    return written;
  }

  private Opening opened(UUID order, @Nullable Transit whom) {
    long from = ticker.nanos();
    return new Opening(
        order,
        from,
        from + rules.opening().toNanos(),
        now().plus(rules.opening()),
        whom,
        barrier.loop(),
        othersLoop(from));
  }

  /** Whether what stands on the loop is the vehicle that was opened for before. */
  private boolean othersLoop(long nanos) {
    Opening before = opening;
    return before != null && before.covers(nanos) && before.isUsedByLoop();
  }

  private void left(Transit transit, Sighting sighting) {
    alarms.checked(transit.id);
    Direction back = rules.direction() == PassDirection.IN ? Direction.OUT : Direction.IN;
    if (sighting.direction() == back) {
      return;
    }
    Opening now = opening;
    boolean covered = now != null && now.covers(sighting.atNanos());
    if (now != null && covered && now.transit == null) {
      now.transit = transit;
      transit.ordered = true;
    }
    if (transit.ordered || plan.isHeld()) {
      through(transit, sighting);
      if (now != null && now.transit == transit) {
        now.used = true;
      }
    } else if (now != null && covered) {
      through(transit, sighting);
      tailgate(now, transit.id, "camera");
    } else if (!transit.settled) {
      goneUndecided(transit);
    }
  }

  /** It stands at the barrier, out of the picture, and no camera was certain of its plate. */
  private void goneUndecided(Transit transit) {
    if (transit.text.isEmpty()) {
      apply(transit, Verdict.unread(Outcome.CHECK, Reason.NO_READ), false);
    } else if (transit.verdict == null) {
      apply(transit, judge.of(transit.text, false, now()), false);
    }
  }

  private void through(Transit transit, Sighting sighting) {
    transits.overtaken(transit);
    if (!transit.told && !transit.text.isEmpty()) {
      transit.told = true;
      hands.passed(known(transit.text, transit.verdict), transit.id, sighting.at());
    }
  }

  /** Once for an opening, whoever sees it first. */
  private void tailgate(Opening on, String passageId, String by) {
    if (on.tailgated || plan.isHeld()) {
      return;
    }
    on.tailgated = true;
    hands.event(new EventDetail.GateTailgate(rules.name(), on.openedFor(), passageId, by, now()));
    alarms.tailgate(on.order, ticker.nanos());
  }

  /** An order left this machine. */
  void sent(UUID order, Instant at) {
    commands.sent(order, at);
  }

  /** The barrier answered, or its driver gave up. */
  void answered(UUID order, BarrierAnswer answer) {
    LaneCommand ended = commands.answered(order, answer, now());
    if (ended != null) {
      over(ended);
    }
  }

  private void over(LaneCommand ended) {
    if (ended.action() == BarrierAction.CLOSE) {
      plan.closing.answered(ended.state() == State.FAILED && hasLoop);
      plan.note();
    }
  }

  /** The barrier said how it is. */
  void heard(BarrierState state) {
    heardNanos = ticker.nanos();
    trouble = null;
    alarms.heard(state.position());
    barrier = state;
    alarms.fallen(plan.isFallen(state.position()));
    Opening now = opening;
    if (now != null) {
      watch(now, state);
    }
    close();
  }

  private void watch(Opening now, BarrierState state) {
    long nanos = ticker.nanos();
    if (!now.covers(nanos)) {
      return;
    }
    if (now.second(state.loop())) {
      tailgate(now, "", "loop");
    }
    now.sawOpen |= state.position() == Position.OPEN;
    if (now.sawOpen && state.position() == Position.CLOSED) {
      now.untilNanos = nanos;
    }
  }

  /** The barrier does not say how it is. */
  void unheard(String why) {
    trouble = why;
    barrier = BarrierState.UNKNOWN;
  }

  /** Time passes. */
  void tick() {
    long nanos = ticker.nanos();
    commands.tick(now()).forEach(this::over);
    if (nanos - heardNanos > rules.watchdog().toNanos()) {
      alarms.unheard(trouble == null ? "it says nothing" : trouble);
    }
    transits.forget(nanos).forEach(alarms::checked);
    alarms.tick(nanos);
    Opening now = opening;
    if (now != null && stuck(now, nanos)) {
      alarms.stuck();
    }
    close();
    plan.note();
  }

  /** It said that it did, and its arm did not move. */
  private boolean stuck(Opening now, long nanos) {
    LaneCommand order = commands.find(now.order);
    return order != null
        && order.state() == State.CONFIRMED
        && !now.sawOpen
        && barrier.position() == Position.CLOSED
        && nanos - now.fromNanos > LaneAlarms.ARM_MOVES_WITHIN
        && now.covers(nanos);
  }

  /** Never while something stands below the arm, or may. */
  private void close() {
    if (plan.closing.isDue() && !plan.isHeld() && (!hasLoop || barrier.loop() == Loop.FREE)) {
      closeNow(false);
    }
  }

  private GateReply closeNow(boolean byPerson) {
    plan.closing.ordered();
    return order(BarrierAction.CLOSE, byPerson);
  }

  private GateReply order(BarrierAction action, boolean byPerson) {
    UUID id = UUID.randomUUID();
    BarrierWish then = plan.wish();
    plan.noted(
        commands.order(LaneCommand.intended(id, action, "", byPerson, now()), "", true, then),
        then);
    return GateReply.of(id);
  }

  /** A person asks for something. */
  GateReply ask(GateRequest request) {
    return switch (request) {
      case GateRequest.Open(String passage) -> about(passage, this::openByHand);
      case GateRequest.Hold() -> hold();
      case GateRequest.Release() -> release();
      case GateRequest.Deny(String passage) -> about(passage, this::deny);
      case GateRequest.Typed(String plate, String passage) ->
          about(passage, transit -> typed(plate, transit));
    };
  }

  /** What names a passage is about that one or about none. */
  private GateReply about(String passageId, Function<@Nullable Transit, GateReply> what) {
    @Nullable Transit transit = vehicle(passageId);
    return transit == null && !passageId.isEmpty()
        ? GateReply.refused(
            "this lane remembers no such passage; leave passageId out for the vehicle that is there")
        : what.apply(transit);
  }

  private @Nullable Transit vehicle(String passageId) {
    if (!passageId.isEmpty()) {
      return transits.named(passageId);
    }
    @Nullable Transit there = transits.present(ticker.nanos());
    if (there != null) {
      return there;
    }
    @Nullable Transit latest = transits.latest();
    boolean near = latest != null && ticker.nanos() - latest.seenNanos <= AT_THE_BARRIER;
    return near ? latest : null;
  }

  private GateReply openByHand(@Nullable Transit transit) {
    if (plan.isHeldOpen(barrier.position())) {
      return GateReply.refused("the barrier is held open");
    }
    LaneCommand again = commands.asked(BarrierAction.OPEN, TWICE);
    if (again != null) {
      return GateReply.of(again.id());
    }
    if (transit != null && (denied(transit) || letsInDenied(transit))) {
      return GateReply.refused(DENIED);
    }
    UUID id = UUID.randomUUID();
    // One that went through already is not the one that stands there now.
    Transit whom = transit == null || transit.told ? null : transit;
    order(id, whom, true);
    if (whom != null) {
      whom.settled = true;
      Verdict before = whom.verdict;
      ListEntry entry = before == null ? null : pass(before);
      if (entry != null) {
        hands.letIn(entry, whom.id, now());
      }
      Verdict open = Verdict.unread(Outcome.OPEN, Reason.PERSON);
      apply(whom, before == null ? open : before.but(Outcome.OPEN, Reason.PERSON), true);
    }
    return GateReply.of(id);
  }

  private static boolean denied(Transit transit) {
    Verdict verdict = transit.verdict;
    return verdict != null && verdict.standing() == Standing.DENY;
  }

  /** Whether one that never gets in stands between a vehicle and the barrier. */
  private boolean deniedBefore(Transit transit) {
    return transits.before(transit, ticker.nanos()).stream().anyMatch(LaneCore::denied);
  }

  /** One that has gone is not let in by an opening for it: whoever is there now is. */
  private boolean letsInDenied(Transit transit) {
    return (transit.left || transit.told)
        ? transits.waiting(ticker.nanos()).stream().anyMatch(LaneCore::denied)
        : deniedBefore(transit);
  }

  private GateReply hold() {
    LaneCommand again = commands.asked(BarrierAction.HOLD, TWICE);
    if (plan.isHeld() && again != null) {
      return GateReply.of(again.id());
    }
    plan.hold();
    hasOrdered = true;
    return order(BarrierAction.HOLD, true);
  }

  private GateReply release() {
    if (!plan.isHeld() && hasOrdered) {
      return GateReply.refused("the barrier is not held open");
    }
    plan.release(now());
    hasOrdered = true;
    if (hasLoop && barrier.loop() != Loop.FREE) {
      plan.note();
      return new GateReply(null, null, null);
    }
    return closeNow(true);
  }

  private GateReply deny(@Nullable Transit transit) {
    if (transit == null) {
      return GateReply.refused("no vehicle is there");
    }
    transit.settled = true;
    Verdict before = transit.verdict;
    Verdict verdict =
        before == null
            ? Verdict.unread(Outcome.REFUSE, Reason.PERSON)
            : before.but(Outcome.REFUSE, Reason.PERSON);
    apply(transit, verdict, true);
    return new GateReply(null, verdict, null);
  }

  private GateReply typed(String plate, @Nullable Transit transit) {
    if (transit != null && ((transit.sure && denied(transit)) || letsInDenied(transit))) {
      return GateReply.refused(DENIED);
    }
    Transit whom = transit;
    if (whom == null || whom.told) {
      whom = new Transit("typed-" + UUID.randomUUID(), ticker.nanos(), ticker.nanos(), now());
      transits.add(whom);
    }
    whom.text = plate;
    whom.sure = true;
    whom.settled = true;
    apply(whom, passback(plate, judge.of(plate, true, now())), true);
    LaneCommand ordered = commands.find(openingFor(whom.id));
    return new GateReply(ordered == null ? null : ordered.id(), whom.verdict, null);
  }

  LaneStatus status() {
    Transit there = vehicle("");
    Opening now = opening;
    boolean open = now != null && now.covers(ticker.nanos());
    return new LaneStatus(
        rules.name(),
        rules.direction(),
        rules.front(),
        rules.rear(),
        barrier,
        trouble,
        plan.isHeld(),
        !plan.isHeld() && plan.closing.isWanted(),
        open && now != null ? now.until : null,
        there == null
            ? null
            : new LaneStatus.Vehicle(there.id, there.text, there.seenAt, there.verdict, there.left),
        commands.all());
  }

  @Nullable LaneCommand command(UUID id) {
    return commands.find(id);
  }
}
