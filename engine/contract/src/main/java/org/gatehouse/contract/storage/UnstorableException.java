package org.gatehouse.contract.storage;

/** The store will never take that value: trying again is of no use. */
public class UnstorableException extends StorageException {
  private static final long serialVersionUID = 1L;

  /** With a complete message and what lay behind it. */
  public UnstorableException(String message, Throwable cause) {
    super(message, cause);
  }
}
