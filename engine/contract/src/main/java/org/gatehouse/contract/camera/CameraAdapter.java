package org.gatehouse.contract.camera;

import java.util.Set;

/** Speaks one family of camera protocols. Thread-safe; owns the I/O threads of its sessions. */
public interface CameraAdapter extends AutoCloseable {
  /** URL schemes that it serves, in lower case, such as {@code rtsp}. */
  Set<String> schemes();

  /**
   * Starts one attempt to stream. Returns at once; everything that follows, an unreachable host
   * included, is told to {@code listener} on the session's own I/O thread.
   */
  CameraSession open(CameraSpec spec, SessionListener listener);

  /** Ends all sessions and I/O threads. */
  @Override
  void close();
}
