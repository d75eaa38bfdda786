package org.gatehouse.runtime.alarm;

import org.gatehouse.contract.alarm.AlarmState;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of an alarm (ISA-18.2-2016 §5.4). Pure.
 *
 * <p>What is withheld follows its cause all the same, so that it comes back as what it is then:
 * unacknowledged if the cause lasts, else over.
 *
 * @param active its cause lasts
 */
public record Standing(AlarmState state, boolean active) {
  /** Before anything was told. */
  public static final Standing NORMAL = new Standing(AlarmState.NORMAL, false);

  /** Where it stands after that; null if that cannot be done to it now. */
  public @Nullable Standing after(AlarmAction action) {
    return switch (action) {
      case RAISE -> new Standing(keepsQuiet() ? state : AlarmState.UNACKNOWLEDGED, true);
      case WORSEN -> new Standing(state.isWithheld() ? state : AlarmState.UNACKNOWLEDGED, true);
      case CLEAR -> new Standing(cleared(), false);
      case ACKNOWLEDGE ->
          switch (state) {
            case UNACKNOWLEDGED -> new Standing(AlarmState.ACKNOWLEDGED, true);
            case RETURNED -> NORMAL;
            default -> null;
          };
      case SHELVE -> told() ? new Standing(AlarmState.SHELVED, active) : null;
      case SUPPRESS -> told() ? new Standing(AlarmState.SUPPRESSED, active) : null;
      case TAKE_OUT ->
          state == AlarmState.NORMAL || state == AlarmState.OUT_OF_SERVICE
              ? null
              : new Standing(AlarmState.OUT_OF_SERVICE, active);
      case UNSHELVE -> backFrom(AlarmState.SHELVED);
      case RELEASE -> backFrom(AlarmState.SUPPRESSED);
      case PUT_BACK -> backFrom(AlarmState.OUT_OF_SERVICE);
    };
  }

  private boolean keepsQuiet() {
    return state.isWithheld() || state == AlarmState.ACKNOWLEDGED;
  }

  private AlarmState cleared() {
    return switch (state) {
      case UNACKNOWLEDGED -> AlarmState.RETURNED;
      case ACKNOWLEDGED -> AlarmState.NORMAL;
      default -> state;
    };
  }

  /** It is in front of the operators. */
  private boolean told() {
    return state != AlarmState.NORMAL && !state.isWithheld();
  }

  private @Nullable Standing backFrom(AlarmState expected) {
    if (state != expected) {
      return null;
    }
    return active ? new Standing(AlarmState.UNACKNOWLEDGED, true) : NORMAL;
  }
}
