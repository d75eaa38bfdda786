package org.gatehouse.runtime.gate;

import java.util.Locale;

/** Why a lane decided so. */
public enum Reason {
  /** What the lists say of exactly that plate, and the lane's rule for it. */
  LIST,
  /** A plate on the lists looks like it. */
  LOOK_ALIKE,
  /** A character of the plate is not certain enough to open by. */
  UNSURE,
  /** The entry's times, lanes or passes do not cover this moment. */
  LAPSED,
  /** Whether a visitor's pass is left cannot be known in time: the store of lists is silent. */
  PASS_UNKNOWN,
  /** Outside of the times at which the lane opens by itself. */
  SCHEDULE,
  /** It is inside already, or goes out without having come in. */
  PASSBACK,
  /** The report is too old: whatever was before the barrier then may be gone. */
  LATE,
  /** What is to be done cannot be written to disk. */
  UNWRITTEN,
  /** A vehicle of which no plate was read. */
  NO_READ,
  /** A person said so. */
  PERSON;

  /** As events and answers have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
