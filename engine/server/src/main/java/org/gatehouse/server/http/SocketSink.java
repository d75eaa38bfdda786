package org.gatehouse.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.live.LiveSink;

/**
 * A viewer's WebSocket. What waits to be written is counted here: the socket's own measure is full
 * after a few messages that another thread writes at once, however fast the viewer is. It is full
 * when too much waits, or waits for too long: what is shown a second late is no live picture.
 * Written by one thread; messages are written in their order.
 */
final class SocketSink implements LiveSink {
  /** Room for a whole group of pictures: a viewer that joins gets the cached one at once. */
  private static final int MOST_BYTES = 8 << 20;

  private static final long LONGEST_NANOS = Duration.ofMillis(1500).toNanos();

  private final ServerWebSocket socket;
  private final Ticker ticker;
  private final AtomicLong bytes = new AtomicLong();

  /** When each message that waits was given to the socket. */
  private final Queue<Long> since = new ConcurrentLinkedQueue<>();

  SocketSink(ServerWebSocket socket, Ticker ticker) {
    this.socket = socket;
    this.ticker = ticker;
  }

  @Override
  public void text(String json) {
    socket.writeTextMessage(json);
  }

  @Override
  public void binary(byte[] message) {
    bytes.addAndGet(message.length);
    since.add(ticker.nanos());
    socket
        .writeBinaryMessage(Buffer.buffer(message))
        .onComplete(
            written -> {
              since.poll();
              bytes.addAndGet(-message.length);
            });
  }

  @Override
  public boolean writable() {
    Long oldest = since.peek();
    boolean late = oldest != null && ticker.nanos() - oldest > LONGEST_NANOS;
    return bytes.get() < MOST_BYTES && !late && !socket.isClosed();
  }
}
