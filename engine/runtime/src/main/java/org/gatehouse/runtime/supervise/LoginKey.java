package org.gatehouse.runtime.supervise;

import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** A user name and a password, as a camera is shown them. */
record LoginKey(String username, @Nullable Secret password) {
  /** What is shown to this camera; null if it is shown none. */
  static @Nullable LoginKey of(CameraSpec spec) {
    String username = spec.username();
    return username == null ? null : new LoginKey(username, spec.password());
  }
}
