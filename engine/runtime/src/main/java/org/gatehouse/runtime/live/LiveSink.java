package org.gatehouse.runtime.live;

/**
 * Where a viewer's messages go, such as a WebSocket. Called on the viewer's thread. A sink that
 * throws ends its viewer.
 */
public interface LiveSink {
  /** Sends a text message, JSON. */
  void text(String json);

  /** Sends a binary message; the array is the sink's from now on. */
  void binary(byte[] message);

  /**
   * True while more may be sent. Once it is false, the viewer sends no pictures until it is true
   * again, and goes on at a key frame.
   */
  boolean writable();
}
