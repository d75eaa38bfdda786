package org.gatehouse.contract.storage;

import java.time.Instant;
import org.gatehouse.contract.media.CameraId;

/**
 * Somebody's word that what a camera recorded in a stretch of time must stay, whatever quotas and
 * maximum ages say: video, events and their pictures.
 *
 * @param id short, unique in the site, such as {@code h-7k2m9q}
 * @param to not before {@code from}; may lie in the future
 * @param owner who asked for it
 * @param reason why, for whoever reads the journal years later
 * @param expires when it ceases to hold by itself
 * @param placed when it was placed
 */
public record Hold(
    String id,
    CameraId camera,
    Instant from,
    Instant to,
    String owner,
    String reason,
    Instant expires,
    Instant placed) {
  /** Checks the order. */
  public Hold {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a hold that ends at " + to + ", before " + from);
    }
  }

  /** Whether it holds at that time. */
  public boolean active(Instant now) {
    return now.isBefore(expires);
  }

  /** Whether something of {@code other} that happened at that time is held. */
  public boolean covers(CameraId other, Instant time) {
    return camera.equals(other) && !time.isBefore(from) && !time.isAfter(to);
  }
}
