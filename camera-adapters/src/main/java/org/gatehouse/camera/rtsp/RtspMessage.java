package org.gatehouse.camera.rtsp;

/** A request or a response, RFC 2326 §4; either side may send either. */
public sealed interface RtspMessage permits RtspRequest, RtspResponse {
  /** The header lines. */
  RtspHeaders headers();

  /** The body; empty if there is none. Not to be changed. */
  byte[] body();
}
