package org.gatehouse.contract.storage;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * The plate of one passage, by its latest event.
 *
 * @param sequence of that event
 * @param event its id
 * @param passageId empty for events of versions that had none
 * @param text as it was read
 * @param correction what a person made of it; null if nobody did
 */
public record StoredRead(
    long sequence,
    UUID event,
    String passageId,
    CameraId camera,
    Instant time,
    String text,
    @Nullable Correction correction) {
  /**
   * A person's word on a plate; the text that was read stays beside it.
   *
   * @param by who
   */
  public record Correction(String text, String by, Instant at) {}
}
