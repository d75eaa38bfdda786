package org.gatehouse.runtime.alarm;

import java.time.Duration;
import org.gatehouse.contract.alarm.AlarmNote.Deed;
import org.jspecify.annotations.Nullable;

/** What a person does about an alarm. */
public sealed interface AlarmOrder {
  /** Longest that an alarm may be put away. */
  Duration LONGEST_SHELF = Duration.ofHours(8);

  /** As it is noted. */
  Deed deed();

  /** What they said, or whom it was assigned to. */
  String text();

  /** What it does to where the alarm stands; null for nothing. */
  default @Nullable AlarmAction action() {
    return null;
  }

  /** They saw it. */
  record Acknowledge(String text) implements AlarmOrder {
    @Override
    public Deed deed() {
      return Deed.ACKNOWLEDGED;
    }

    @Override
    public AlarmAction action() {
      return AlarmAction.ACKNOWLEDGE;
    }
  }

  /** They say something about it. */
  record Comment(String text) implements AlarmOrder {
    /** Refuses one without words. */
    public Comment {
      wanted("a comment", text);
    }

    @Override
    public Deed deed() {
      return Deed.COMMENTED;
    }
  }

  /**
   * Somebody is to see to it.
   *
   * @param text who; empty for nobody in particular
   */
  record Assign(String text) implements AlarmOrder {
    @Override
    public Deed deed() {
      return Deed.ASSIGNED;
    }
  }

  /** It is put away for a while. */
  record Shelve(String text, Duration time) implements AlarmOrder {
    /** Refuses what has no reason, or no end soon enough. */
    public Shelve {
      wanted("a reason", text);
      if (time.compareTo(LONGEST_SHELF) > 0 || !time.isPositive()) {
        throw new IllegalArgumentException(
            "an alarm is shelved for %d hours at most, and for a minute at least, not for %s"
                .formatted(LONGEST_SHELF.toHours(), time));
      }
    }

    @Override
    public Deed deed() {
      return Deed.SHELVED;
    }

    @Override
    public AlarmAction action() {
      return AlarmAction.SHELVE;
    }
  }

  /** It is taken back before its time. */
  record Unshelve() implements AlarmOrder {
    @Override
    public Deed deed() {
      return Deed.UNSHELVED;
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public AlarmAction action() {
      return AlarmAction.UNSHELVE;
    }
  }

  /** What it watches is worked on. */
  record TakeOut(String text) implements AlarmOrder {
    /** Refuses one without a reason. */
    public TakeOut {
      wanted("a reason", text);
    }

    @Override
    public Deed deed() {
      return Deed.TAKEN_OUT;
    }

    @Override
    public AlarmAction action() {
      return AlarmAction.TAKE_OUT;
    }
  }

  /** It is watched again. */
  record PutBack() implements AlarmOrder {
    @Override
    public Deed deed() {
      return Deed.PUT_BACK;
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public AlarmAction action() {
      return AlarmAction.PUT_BACK;
    }
  }

  private static void wanted(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " is needed");
    }
  }
}
