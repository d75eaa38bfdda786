package org.gatehouse.contract.alarm;

import java.time.Instant;

/**
 * What was done about an alarm. Immutable.
 *
 * @param who did it, as the audit log calls them
 * @param text their comment or reason, or who it was assigned to; may be empty
 */
public record AlarmNote(Instant at, String who, Deed deed, String text) {
  /** What. */
  public enum Deed {
    /** They saw it. */
    ACKNOWLEDGED,
    /** They said something. */
    COMMENTED,
    /** Somebody is to see to it, or nobody in particular if the text is empty. */
    ASSIGNED,
    /** It was put away for a while. */
    SHELVED,
    /** It was taken back before its time, or when that was over. */
    UNSHELVED,
    /** What it watches is worked on. */
    TAKEN_OUT,
    /** It is watched again. */
    PUT_BACK
  }
}
