package org.gatehouse.runtime.alarm;

/** What can happen to an alarm, by what it watches, by its design, or by a person. */
public enum AlarmAction {
  /** Its cause is there, or still there. */
  RAISE,
  /** It became more urgent. */
  WORSEN,
  /** Its cause is gone. */
  CLEAR,
  /** Another alarm explains it. */
  SUPPRESS,
  /** Nothing explains it any more. */
  RELEASE,
  /** Somebody saw it. */
  ACKNOWLEDGE,
  /** Somebody puts it away for a while. */
  SHELVE,
  /** It is taken back. */
  UNSHELVE,
  /** What it watches is worked on. */
  TAKE_OUT,
  /** It is watched again. */
  PUT_BACK
}
