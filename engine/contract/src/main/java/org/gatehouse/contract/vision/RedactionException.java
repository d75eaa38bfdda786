package org.gatehouse.contract.vision;

/** There is no redacted copy. The message is for a person: what was seen, and what to do. */
public class RedactionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a complete message. */
  public RedactionException(String message) {
    super(message);
  }

  /** With a complete message and what lay behind it. */
  public RedactionException(String message, Throwable cause) {
    super(message, cause);
  }
}
