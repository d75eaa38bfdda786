package org.gatehouse.camera.simulator.fleet;

import io.netty.buffer.ByteBuf;

/** How packets get to one client. Owned by the event loop. */
interface MediaPath {
  /** Whether the client keeps up. */
  boolean writable();

  /** Sends interleaved packets whose numbers are written; takes the buffer over. */
  void send(ByteBuf packets);

  /** The client is gone. */
  void close();
}
