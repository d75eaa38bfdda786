package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.gate.LaneHands.Noted;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's barrier is to be, beyond single orders, and what the next run would know of that.
 * Owner: the lane's thread.
 */
final class BarrierPlan {
  /** What could not be noted is not tried again at once. */
  private static final Duration NOTE_AGAIN = Duration.ofSeconds(5);

  private final LaneRules rules;
  private final LaneHands hands;
  private final Ticker ticker;
  private final boolean hasLoop;
  final Closing closing;
  private boolean held;
  private long heldNanos;
  private BarrierWish noted = BarrierWish.NONE;
  private long noteNotBefore;

  BarrierPlan(LaneRules rules, LaneHands hands, Ticker ticker, boolean hasLoop) {
    this.rules = rules;
    this.hands = hands;
    this.ticker = ticker;
    this.hasLoop = hasLoop;
    this.closing = new Closing(ticker);
    this.noteNotBefore = ticker.nanos();
  }

  /** As an earlier run wished. */
  void takeOver(BarrierWish wish) {
    noted = wish;
    held = wish.held();
    heldNanos = ticker.nanos();
    Instant closeAt = wish.closeAt();
    // Without a loop nobody knows whether something stands there by now.
    if (closeAt != null && hasLoop) {
      closing.resume(closeAt, Objects.requireNonNullElse(rules.closeAfter(), rules.opening()));
    }
  }

  /** Whether it is to stay open until somebody releases it. */
  boolean isHeld() {
    return held;
  }

  /**
   * Whether it needs no order to open: one that was to be held may have fallen shut. While its arm
   * is still on the way up, such an order would end the hold with its pulse.
   */
  boolean isHeldOpen(Position arm) {
    return held && !isFallen(arm);
  }

  /** Whether its arm is down though it is held, for longer than an arm takes to move. */
  boolean isFallen(Position arm) {
    return held
        && arm == Position.CLOSED
        && ticker.nanos() - heldNanos > LaneAlarms.ARM_MOVES_WITHIN;
  }

  void hold() {
    held = true;
    heldNanos = ticker.nanos();
    closing.never();
  }

  void release(Instant now) {
    held = false;
    closing.in(Duration.ZERO, now);
  }

  /** What it is to be if it is opened for one vehicle. */
  BarrierWish ifOpened(Instant now) {
    Duration open = held || !hasLoop ? null : openFor();
    return new BarrierWish(held, open == null ? null : now.plus(open));
  }

  /** How long it is open, if it is to be told to close then; null if it closes by itself. */
  private @Nullable Duration openFor() {
    boolean pending = closing.at() != null;
    return rules.closeAfter() == null && pending ? rules.opening() : rules.closeAfter();
  }

  /** It is opened for one vehicle. */
  void opened(BarrierWish then) {
    Instant closeAt = then.closeAt();
    Duration open = openFor();
    if (closeAt == null || open == null) {
      closing.never();
    } else {
      closing.in(open, closeAt);
    }
  }

  BarrierWish wish() {
    return new BarrierWish(held, hasLoop ? closing.at() : null);
  }

  /** What became of noting that with an order. */
  void noted(Noted written, BarrierWish wish) {
    noted = written == Noted.NEW ? wish : noted;
  }

  /** The next run is to know it: notes it, unless it did. */
  void note() {
    BarrierWish wish = wish();
    if (wish.equals(noted) || ticker.nanos() - noteNotBefore < 0) {
      return;
    }
    if (hands.wish(wish)) {
      noted = wish;
    } else {
      noteNotBefore = ticker.nanos() + NOTE_AGAIN.toNanos();
    }
  }
}
