package org.gatehouse.contract.camera;

/** How far a session has come. */
public enum SessionState {
  /** Opening the connection. */
  CONNECTING,
  /** Asking what the camera offers and setting the stream up. */
  NEGOTIATING,
  /** Playing: media arrives or is about to. */
  STREAMING,
  /** Ended; nothing follows. */
  CLOSED
}
