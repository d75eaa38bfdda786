package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes messages on as they are. Stateless. */
final class FrameRelay {
  private static final Logger LOG = LoggerFactory.getLogger(FrameRelay.class);

  private FrameRelay() {}

  /** From one connection to another until either ends; then both have. */
  static void run(FrameChannel from, FrameChannel to) {
    try {
      for (byte[] frame = from.receiveFrame(); frame != null; frame = from.receiveFrame()) {
        to.sendFrame(frame);
      }
    } catch (IOException e) {
      LOG.debug("a connection that was passed on ended", e);
    } finally {
      from.close();
      to.close();
    }
  }
}
