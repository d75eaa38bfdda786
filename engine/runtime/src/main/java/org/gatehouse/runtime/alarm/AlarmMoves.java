package org.gatehouse.runtime.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmNote;
import org.gatehouse.contract.alarm.AlarmNote.Deed;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.alarm.Withheld;
import org.jspecify.annotations.Nullable;

/** How records change, by the table of {@link Standing}. Pure. */
final class AlarmMoves {
  /** Of what is done about one alarm, comments above all; the oldest go. */
  static final int MOST_NOTES = 100;

  private AlarmMoves() {}

  /** It is told again: it grew, shrank, or came back. */
  static AlarmRecord raised(AlarmRecord before, Alarm alarm) {
    boolean worse = alarm.severity().compareTo(before.alarm().severity()) > 0;
    int times = before.active() ? before.times() : before.times() + 1;
    return moved(before, worse ? AlarmAction.WORSEN : AlarmAction.RAISE, null)
        .withAlarm(alarm, times)
        .withClearedAt(null);
  }

  static AlarmRecord cleared(AlarmRecord before, Instant at) {
    return moved(before, AlarmAction.CLEAR, null).withClearedAt(at);
  }

  /**
   * By another alarm from now on, or not any more.
   *
   * @param by the id of that alarm; null for none
   */
  static AlarmRecord suppressed(AlarmRecord before, @Nullable String by, Instant at) {
    return by == null
        ? moved(before, AlarmAction.RELEASE, null)
        : moved(before, AlarmAction.SUPPRESS, new Withheld(by, at, null, ""));
  }

  /** Its time on the shelf is over. */
  static AlarmRecord timeOver(AlarmRecord before, Instant at) {
    return noted(
        moved(before, AlarmAction.UNSHELVE, null),
        new AlarmNote(at, "engine", Deed.UNSHELVED, "its time was over"));
  }

  /** After what a person did. */
  static AlarmRecord ordered(AlarmRecord before, AlarmOrder order, String who, Instant at)
      throws AlarmRefusedException {
    if (!allowed(before, order)) {
      throw new AlarmRefusedException(refusal(before, order));
    }
    AlarmAction action = order.action();
    AlarmRecord after = action == null ? before : moved(before, action, withheld(order, who, at));
    if (order instanceof AlarmOrder.Assign assign) {
      after = after.withAssignee(assign.text().isBlank() ? null : assign.text());
    }
    return noted(after, new AlarmNote(at, who, order.deed(), order.text()));
  }

  private static boolean allowed(AlarmRecord record, AlarmOrder order) {
    AlarmAction action = order.action();
    return action == null
        ? record.state() != AlarmState.NORMAL
        : standing(record).after(action) != null;
  }

  private static @Nullable Withheld withheld(AlarmOrder order, String who, Instant at) {
    return switch (order) {
      case AlarmOrder.Shelve shelve -> new Withheld(who, at, at.plus(shelve.time()), shelve.text());
      case AlarmOrder.TakeOut out -> new Withheld(who, at, null, out.text());
      default -> null;
    };
  }

  private static String refusal(AlarmRecord record, AlarmOrder order) {
    AlarmNote seen = record.last(Deed.ACKNOWLEDGED);
    boolean was = record.state() == AlarmState.ACKNOWLEDGED || record.state() == AlarmState.NORMAL;
    return order instanceof AlarmOrder.Acknowledge && was && seen != null
        ? "alarm %d was acknowledged by %s at %s".formatted(record.number(), seen.who(), seen.at())
        : "alarm %d cannot be %s: it is %s"
            .formatted(record.number(), word(order.deed()), word(record.state()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Standing standing(AlarmRecord record) {
    return new Standing(record.state(), record.active());
  }

  /** What the table does not allow changes nothing. */
  private static AlarmRecord moved(
      AlarmRecord before, AlarmAction action, @Nullable Withheld withheld) {
    Standing after = standing(before).after(action);
    if (after == null) {
      return before;
    }
    @Nullable Withheld why = withheld == null ? before.withheld() : withheld;
    return before.withState(after.state(), after.active(), after.state().isWithheld() ? why : null);
  }

  private static AlarmRecord noted(AlarmRecord before, AlarmNote note) {
    List<AlarmNote> notes = new ArrayList<>(before.notes());
    notes.add(note);
    return before.withNotes(notes.subList(Math.max(0, notes.size() - MOST_NOTES), notes.size()));
  }
}
