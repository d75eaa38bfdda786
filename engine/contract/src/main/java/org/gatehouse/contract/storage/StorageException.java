package org.gatehouse.contract.storage;

/**
 * A store cannot do what was asked right now. Nothing was half done: the caller may try again. The
 * message is one line for a person and says what to do.
 */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a complete message and what lay behind it. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
