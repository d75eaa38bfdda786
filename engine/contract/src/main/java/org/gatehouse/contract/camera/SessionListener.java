package org.gatehouse.contract.camera;

import org.gatehouse.contract.media.AccessUnit;

/** Hears from one session, always on that session's I/O thread; must not block. */
public interface SessionListener {
  /** The session moved on. */
  void onState(SessionState state);

  /** A complete access unit arrived. */
  void onAccessUnit(AccessUnit unit);

  /**
   * Traffic since the last call, told at least once a second while bytes arrive.
   *
   * @param bytes bytes read from the socket
   * @param lostPackets RTP packets known to be missing
   */
  void onTraffic(long bytes, long lostPackets);

  /** The camera noticed something and told it on this session's metadata stream. */
  default void onNotice(CameraNotice notice) {}

  /** The session ended, and why. The last call. */
  void onClosed(CameraFault fault);
}
