package org.gatehouse.contract.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm and how it stands with the operators. Immutable.
 *
 * @param number of this record, never used again; the same while the alarm comes and goes without
 *     having been {@link AlarmState#NORMAL}
 * @param alarm as it was told last
 * @param active its cause lasts
 * @param times how often it came
 * @param clearedAt when its cause was last over; null while it lasts
 * @param withheld why it calls nobody; null in states in which it does
 * @param assignee who is to see to it; null for nobody in particular
 * @param notes what was done about it, oldest first
 */
public record AlarmRecord(
    long number,
    Alarm alarm,
    AlarmState state,
    boolean active,
    int times,
    @Nullable Instant clearedAt,
    @Nullable Withheld withheld,
    @Nullable String assignee,
    List<AlarmNote> notes) {
  /** Copies the list. */
  public AlarmRecord {
    notes = List.copyOf(notes);
  }

  /** One that was just told for the first time. */
  public static AlarmRecord begun(long number, Alarm alarm) {
    return new AlarmRecord(
        number, alarm, AlarmState.UNACKNOWLEDGED, true, 1, null, null, null, List.of());
  }

  /** As it is told now. */
  public AlarmRecord withAlarm(Alarm told, int came) {
    return new AlarmRecord(number, told, state, active, came, clearedAt, withheld, assignee, notes);
  }

  /** Where it stands now. */
  public AlarmRecord withState(AlarmState now, boolean lasts, @Nullable Withheld why) {
    return new AlarmRecord(number, alarm, now, lasts, times, clearedAt, why, assignee, notes);
  }

  /** Over since then; null while it lasts. */
  public AlarmRecord withClearedAt(@Nullable Instant at) {
    return new AlarmRecord(number, alarm, state, active, times, at, withheld, assignee, notes);
  }

  /** For somebody else to see to; null for nobody in particular. */
  public AlarmRecord withAssignee(@Nullable String who) {
    return new AlarmRecord(number, alarm, state, active, times, clearedAt, withheld, who, notes);
  }

  /** With all that was done about it. */
  public AlarmRecord withNotes(List<AlarmNote> all) {
    return new AlarmRecord(number, alarm, state, active, times, clearedAt, withheld, assignee, all);
  }

  /** The last deed of that kind; null if there was none. */
  public @Nullable AlarmNote last(AlarmNote.Deed deed) {
    return notes.reversed().stream().filter(note -> note.deed() == deed).findFirst().orElse(null);
  }
}
