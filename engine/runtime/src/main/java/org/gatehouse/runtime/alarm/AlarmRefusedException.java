package org.gatehouse.runtime.alarm;

/**
 * What a person wants to do about an alarm cannot be done as it stands now; the message says why.
 */
public final class AlarmRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  AlarmRefusedException(String message) {
    super(message);
  }
}
