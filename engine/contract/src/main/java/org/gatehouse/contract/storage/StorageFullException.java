package org.gatehouse.contract.storage;

/** The disk is full; the store works again by itself once there is room. */
public class StorageFullException extends StorageException {
  private static final long serialVersionUID = 1L;

  /** With a complete message and what lay behind it. */
  public StorageFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
