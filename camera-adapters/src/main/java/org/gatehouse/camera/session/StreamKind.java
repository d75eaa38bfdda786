package org.gatehouse.camera.session;

/** What a media stream of a session is for. */
enum StreamKind {
  /** The pictures. A session has exactly one such stream. */
  VIDEO,
  /** Sound, recorded with the pictures. */
  AUDIO,
  /** What the camera notices by itself (ONVIF metadata). */
  METADATA
}
