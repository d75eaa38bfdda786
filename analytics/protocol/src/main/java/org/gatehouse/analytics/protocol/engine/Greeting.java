package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.messages.Welcome;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;

/** What the engine answers to a worker's first words. Stateless. */
final class Greeting {
  private Greeting() {}

  /** Why a worker is not welcome; empty if it is. */
  static String refusal(Hello hello) {
    return hello.getProtocolVersion() == Protocol.VERSION
        ? ""
        : "engine speaks version %d of the protocol, worker version %d; build both anew"
            .formatted(Protocol.VERSION, hello.getProtocolVersion());
  }

  /** Says so; the refusal is empty where it is welcome. */
  static void answer(FrameChannel channel, String refusal) throws IOException {
    Welcome.Builder welcome =
        Welcome.newBuilder().setProtocolVersion(Protocol.VERSION).setRefusal(refusal);
    channel.send(ToWorker.newBuilder().setWelcome(welcome).build());
  }
}
