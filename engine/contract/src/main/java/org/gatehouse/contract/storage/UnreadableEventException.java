package org.gatehouse.contract.storage;

/**
 * An event is in the log, and this engine cannot read it: it is damaged, or of a type that only a
 * later engine knows. Trying again is of no use.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;
  private final String reason;

  /** With the event's place in the log. */
  public UnreadableEventException(long sequence, String reason, Throwable cause) {
    super("event number " + sequence + " cannot be read: " + reason, cause);
    this.sequence = sequence;
    this.reason = reason;
  }

  /** Which event. */
  public long sequence() {
    return sequence;
  }

  /** Why, in one line. */
  public String reason() {
    return reason;
  }
}
