package org.gatehouse.server.http;

import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Texts for one WebSocket, which wait in memory until its client reads them: one that asks on and
 * reads nothing is cut off. Thread-safe.
 */
final class SocketTexts {
  static final int MOST_BYTES = 4 << 20;

  /** What a text takes that waits, beside itself. */
  static final int EACH = 512;

  /** Try again later (registered for RFC 6455 §7.4). */
  private static final short TOO_SLOW = 1013;

  private final ServerWebSocket socket;
  private final AtomicLong waiting = new AtomicLong();

  SocketTexts(ServerWebSocket socket) {
    this.socket = socket;
  }

  /**
   * Sends a text.
   *
   * @throws IllegalStateException if the socket is closed
   */
  void send(String text) {
    long bytes = (long) EACH + text.length();
    if (waiting.addAndGet(bytes) > MOST_BYTES) {
      waiting.addAndGet(-bytes);
      socket.close(TOO_SLOW, "what was sent before is not read");
      return;
    }
    socket.writeTextMessage(text).onComplete(written -> waiting.addAndGet(-bytes));
  }
}
