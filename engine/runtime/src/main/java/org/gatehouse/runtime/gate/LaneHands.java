package org.gatehouse.runtime.gate;

import java.time.Instant;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.list.ListEntry;

/** What a lane does to the world. Called by the lane's thread; none of it waits for a barrier. */
interface LaneHands {
  /** Whether something may be told to the barrier. */
  enum Noted {
    /** It is on disk that it will be. */
    NEW,
    /** It was before, by this run or an earlier one. */
    KNOWN,
    /** The disk takes nothing. */
    UNWRITTEN
  }

  /** Notes on disk that the barrier will be told something, and what it is to be from then on. */
  Noted intend(GateIntent intent, BarrierWish then);

  /** Notes on disk what the barrier is to be; false if the disk takes nothing. */
  boolean wish(BarrierWish wish);

  /** Notes what became of it, as far as the disk lets. */
  void ended(GateEnd end);

  /** Has the barrier told, on another thread. */
  void order(BarrierOrder order);

  /** What becomes of using a visitor's pass. */
  enum Pass {
    USED,
    NONE_LEFT,
    /** The store does not say in time: nobody is let in by it. */
    UNKNOWN
  }

  /** Uses a visitor's pass for that passage. */
  Pass usePass(ListEntry entry, String passageId, Instant at);

  /** A person let in who has a pass: it is used up by that. Returns at once. */
  void letIn(ListEntry entry, String passageId, Instant at);

  /** Whether that vehicle is inside; on a way out, under whatever plate it would be paired with. */
  boolean inside(String plate);

  /** The vehicle went through, in the lane's direction. */
  void passed(String plate, String passageId, Instant at);

  /** Records an event; returns at once. What became of an order is one event, whoever tells it. */
  void event(EventDetail detail);

  /** Tells a person; the same id again changes nothing. */
  void alarm(String id, Alarm.Kind kind, Alarm.Severity severity, String text);

  /** It is over; nothing if it never was. */
  void clear(String id);
}
