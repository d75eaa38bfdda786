package org.gatehouse.contract.storage;

/** Why recordings were deleted; in the journal in lower case. */
public enum DeletionCause {
  /** Older than the maximum of their class. */
  EXPIRED,
  /** The cameras of a class together took more than its quota. */
  CLASS_QUOTA,
  /** One camera took more than its quota. */
  CAMERA_QUOTA,
  /** All recordings together, or those of a volume, took more than their quota. */
  QUOTA,
  /** The volume ran short of the room that is kept free. */
  ROOM,
  /** Somebody asked for it, whatever was promised. */
  REQUEST;

  /** Whether it is done to make room, which does not wait until the journal can be written. */
  public boolean makesRoom() {
    return this != EXPIRED && this != REQUEST;
  }
}
