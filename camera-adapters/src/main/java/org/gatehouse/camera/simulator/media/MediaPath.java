package org.gatehouse.camera.simulator.media;

import io.netty.buffer.ByteBuf;

/** How packets get to one client. Owned by the event loop. */
public interface MediaPath {
  /** Whether the client keeps up. */
  boolean writable();

  /**
   * Sends packets framed as RFC 2326 §10.12 has it, whose numbers are written; takes the buffer
   * over. Where no connection carries them, channel 0 is RTP and any other RTCP.
   */
  void send(ByteBuf packets);

  /** The client is gone. */
  void close();
}
