package org.gatehouse.server.config;

/** Who sees to it that a camera's mask areas are not seen. */
public enum MaskMode {
  /** Nobody: what is recorded shows them. Redacted exports and tiles may still hide them. */
  NONE,
  /** The camera, so that they never leave it. */
  CAMERA,
  /** Gatehouse: a masked copy of the smaller stream is all that is recorded and shown. */
  ENGINE
}
