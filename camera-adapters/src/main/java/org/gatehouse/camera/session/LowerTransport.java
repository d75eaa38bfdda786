package org.gatehouse.camera.session;

/** What carries the packets, RFC 2326 §12.39. */
enum LowerTransport {
  /** Interleaved on the RTSP connection. */
  TCP,
  /** Datagrams to us. */
  UDP,
  /** Datagrams to a group. */
  MULTICAST
}
