package org.gatehouse.contract.republish;

import java.util.Set;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;

/**
 * Somebody who may pull streams.
 *
 * @param cameras those granted; no others
 */
public record RepublishUser(String name, Secret password, Set<CameraId> cameras) {
  /** Copies the set. */
  public RepublishUser {
    cameras = Set.copyOf(cameras);
  }
}
