package org.gatehouse.runtime.record;

import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.StorageFullException;
import org.jspecify.annotations.Nullable;

/** What a failed file operation says of the volume. */
final class DiskTrouble {
  /** How strerror(3) tells ENOSPC and EDQUOT; Java passes on nothing else. */
  private static final String[] FULL = {"No space left on device", "Disk quota exceeded"};

  private DiskTrouble() {}

  /** {@link GapCause#DISK_FULL} if there was no room, else {@link GapCause#DISK_FAILED}. */
  static GapCause cause(@Nullable Throwable trouble) {
    for (Throwable at = trouble; at != null; at = at.getCause()) {
      if (at instanceof StorageFullException || saysFull(at.getMessage())) {
        return GapCause.DISK_FULL;
      }
    }
    return GapCause.DISK_FAILED;
  }

  private static boolean saysFull(@Nullable String message) {
    for (String full : FULL) {
      if (message != null && message.contains(full)) {
        return true;
      }
    }
    return false;
  }
}
