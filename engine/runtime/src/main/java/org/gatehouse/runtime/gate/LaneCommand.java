package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.jspecify.annotations.Nullable;

/**
 * Something that a barrier is told, and how far that is. Immutable.
 *
 * @param passageId for which passage; empty if for none
 * @param byPerson whether a person asked for it, else the lists did
 * @param sentAt when it left; null before
 * @param endedAt when it was known what became of it; null before
 * @param detail one line where there is more to say, else empty
 */
public record LaneCommand(
    UUID id,
    BarrierAction action,
    String passageId,
    boolean byPerson,
    State state,
    Instant decidedAt,
    @Nullable Instant sentAt,
    @Nullable Instant endedAt,
    String detail) {
  /** How far it is. */
  public enum State {
    /** It is on disk that the barrier will be told. */
    INTENDED,
    /** It left this machine. */
    SENT,
    /** The barrier says that it did it. */
    CONFIRMED,
    /** It was not done. */
    FAILED,
    /** Nobody knows. */
    NO_ANSWER;

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As events and answers have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is known what became of it, or known that nobody knows. */
    public boolean ended() {
      return this != INTENDED && this != SENT;
    }
  }

  static LaneCommand of(GateEnd end) {
    GateIntent intent = end.intent();
    return new LaneCommand(
        intent.id(),
        intent.action(),
        intent.passageId(),
        intent.byPerson(),
        State.of(end.outcome()),
        intent.decidedAt(),
        end.sentAt(),
        end.endedAt(),
        end.detail());
  }

  static LaneCommand intended(
      UUID id, BarrierAction action, String passageId, boolean byPerson, Instant at) {
    return new LaneCommand(id, action, passageId, byPerson, State.INTENDED, at, null, null, "");
  }

  LaneCommand sent(Instant at) {
    return new LaneCommand(
        id, action, passageId, byPerson, State.SENT, decidedAt, at, null, detail);
  }

  LaneCommand ended(State how, Instant at, String why) {
    return new LaneCommand(id, action, passageId, byPerson, how, decidedAt, sentAt, at, why);
  }
}
