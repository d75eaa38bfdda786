package org.gatehouse.contract.camera;

import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamMemory;

/** Hears from one session, always on that session's I/O thread; must not block. */
public interface SessionListener {
  /** The session moved on. */
  void onState(SessionState state);

  /** Where the session puts its pictures together; asked for once. */
  default StreamMemory memory() {
    return StreamMemory.heap();
  }

  /**
   * A complete access unit arrived. Its bytes lie in {@link #memory}: after the call they stay as
   * they are only as long as whoever gave that memory lets them.
   */
  void onAccessUnit(AccessUnit unit);

  /**
   * Traffic since the last call, told at least once a second while bytes arrive.
   *
   * @param bytes bytes read from the socket
   * @param lostPackets RTP packets known to be missing
   */
  void onTraffic(long bytes, long lostPackets);

  /**
   * The connection carried bytes that belong to nothing, and were skipped; told as {@link
   * #onTraffic} is.
   *
   * @param bytes how many since the last call
   */
  default void onGarbage(long bytes) {}

  /** The camera noticed something and told it on this session's metadata stream. */
  default void onNotice(CameraNotice notice) {}

  /**
   * The camera's clock against ours, each time the camera tells its own (RTCP sender report of the
   * video).
   *
   * @param cameraMinusServerMicros positive if the camera's clock is ahead; far off if the camera
   *     does not know the time of day
   */
  default void onClock(long cameraMinusServerMicros) {}

  /**
   * The camera refused credentials: a 401 that does not call the nonce stale, to a request that
   * carried them. Cameras lock users out after a few of these, so whoever opens sessions counts
   * them. Told before {@link #onClosed}; at most twice in a session, and more than once only if the
   * credentials had been accepted before.
   */
  default void onRefusedLogin() {}

  /** The session ended, and why. The last call. */
  void onClosed(CameraFault fault);
}
