package org.gatehouse.analytics.protocol.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection between engine and worker, blocking. Any thread may send (whole messages, one
 * after the other); one thread receives. Closing it ends both at once.
 */
public final class FrameChannel implements AutoCloseable {
  private static final int READ_BUFFER = 64 * 1024;

  private final ByteWire wire;
  private final ReentrantLock sending = new ReentrantLock();
  private final FrameParser parser = new FrameParser(Protocol.MAX_FRAME);
  private volatile boolean closed;
  private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BUFFER).flip();

  /** On a connected socket, which it closes in the end. */
  public FrameChannel(SocketChannel socket) {
    this(ByteWire.of(socket));
  }

  /** On anything connected, which it closes in the end. */
  public FrameChannel(ByteWire wire) {
    this.wire = wire;
  }

  /** Connects to the socket of that path. */
  public static FrameChannel connect(Path path) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      socket.connect(UnixDomainSocketAddress.of(path));
      return new FrameChannel(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends one message; returns when the kernel has it. */
  public void send(MessageLite message) throws IOException {
    sendFrame(message.toByteArray());
  }

  /** Sends one message as it was received. */
  public void sendFrame(byte[] bytes) throws IOException {
    if (bytes.length == 0 || bytes.length > Protocol.MAX_FRAME) {
      throw new IllegalArgumentException("message of " + bytes.length + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    frame.putInt(bytes.length).put(bytes).flip();
    sending.lock();
    try {
      wire.write(frame);
    } finally {
      sending.unlock();
    }
  }

  /**
   * Waits for the next message.
   *
   * @return null once the other end has closed the connection between two messages
   * @throws IOException also when it closed it within one
   */
  public <M> @Nullable M receive(Parser<M> messages) throws IOException {
    byte[] frame = receiveFrame();
    if (frame == null) {
      return null;
    }
    try {
      return messages.parseFrom(frame);
    } catch (InvalidProtocolBufferException e) {
      throw new ProtocolException("not a message of this protocol: " + e.getMessage(), e);
    }
  }

  /**
   * Waits for the next message, as it is.
   *
   * @return null once the other end has closed the connection between two messages
   * @throws IOException also when it closed it within one
   */
  public byte @Nullable [] receiveFrame() throws IOException {
    while (true) {
      byte[] frame = parser.next(received);
      if (frame != null) {
        return frame;
      }
      received.clear();
      int count = wire.read(received);
      received.flip();
      if (count < 0) {
        if (parser.atBoundary()) {
          return null;
        }
        throw new ProtocolException("the connection ended within a message");
      }
    }
  }

  /** Whether this end closed it. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    try {
      wire.close();
    } catch (IOException e) {
      // Nothing is lost: what mattered was acknowledged, and the descriptor is gone either way.
      return;
    }
  }
}
