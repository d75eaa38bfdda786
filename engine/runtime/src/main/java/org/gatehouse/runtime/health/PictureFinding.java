package org.gatehouse.runtime.health;

import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * What was found wrong with a camera's picture. Immutable.
 *
 * @param until when it was over; null while it lasts
 * @param before the picture as it was when it was last well; null if none was taken
 * @param after the picture by which it was found; null if none was taken
 */
public record PictureFinding(
    CameraId camera,
    PictureFault fault,
    Instant since,
    @Nullable Instant until,
    @Nullable Thumbnail before,
    @Nullable Thumbnail after) {
  /** One line for a person: what was seen and what can be done. */
  public String text() {
    return fault.text();
  }

  PictureFinding over(Instant at) {
    return new PictureFinding(camera, fault, since, at, before, after);
  }
}
