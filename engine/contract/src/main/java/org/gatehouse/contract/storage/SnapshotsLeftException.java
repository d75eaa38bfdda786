package org.gatehouse.contract.storage;

import java.io.IOException;

/** Some pictures that were to go could not be deleted; the others are gone. */
public final class SnapshotsLeftException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int deleted;

  /**
   * With the first failure.
   *
   * @param deleted how many pictures are gone
   * @param failures how many files and folders refused
   */
  public SnapshotsLeftException(int deleted, int failures, IOException first) {
    super("%d files or folders refuse, the first: %s".formatted(failures, first), first);
    this.deleted = deleted;
  }

  /** How many pictures are gone. */
  public int deleted() {
    return deleted;
  }
}
