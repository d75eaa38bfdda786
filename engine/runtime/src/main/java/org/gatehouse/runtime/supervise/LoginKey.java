package org.gatehouse.runtime.supervise;

import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** A user name and a password, as a camera is shown them. */
record LoginKey(String username, @Nullable Secret password) {
  /** What is shown to this camera; null if it is shown none. */
  static @Nullable LoginKey of(CameraSpec spec) {
    return of(spec.username(), spec.password());
  }

  /** The same; null if there is no user. */
  static @Nullable LoginKey of(@Nullable String username, @Nullable Secret password) {
    return username == null ? null : new LoginKey(username, password);
  }
}
