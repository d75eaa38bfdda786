package org.gatehouse.contract.alarm;

/** Where an alarm stands with the operators (ISA-18.2-2016 §5.4). */
public enum AlarmState {
  /** It is over and was seen: it needs nobody any more. */
  NORMAL,
  /** It lasts, and nobody has said that they saw it. */
  UNACKNOWLEDGED,
  /** It lasts, and somebody sees to it. */
  ACKNOWLEDGED,
  /** It is over, and nobody has said that they saw it. */
  RETURNED,
  /** Somebody put it away for a while. */
  SHELVED,
  /** Another alarm explains it: by design it is not told. */
  SUPPRESSED,
  /** What it watches is being worked on: it is not told until somebody puts it back. */
  OUT_OF_SERVICE;

  /** It is listed, but calls nobody. */
  public boolean isWithheld() {
    return this == SHELVED || this == SUPPRESSED || this == OUT_OF_SERVICE;
  }
}
