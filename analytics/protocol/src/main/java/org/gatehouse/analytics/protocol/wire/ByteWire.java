package org.gatehouse.analytics.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What carries bytes both ways. One thread reads, one at a time writes, any may close. */
public interface ByteWire extends AutoCloseable {
  /** Waits for bytes; negative at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Takes all of the bytes. */
  void write(ByteBuffer bytes) throws IOException;

  /** Ends both ways at once; whoever waits is told. */
  @Override
  void close() throws IOException;

  /** Over a connected socket. */
  static ByteWire of(java.nio.channels.SocketChannel socket) {
    return new ByteWire() {
      @Override
      public int read(ByteBuffer into) throws IOException {
        return socket.read(into);
      }

      @Override
      public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
          socket.write(bytes);
        }
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }
}
