package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for workers. Each connection has a virtual thread that hears its Hello, has it admitted,
 * and then belongs to whoever admitted it.
 */
final class Acceptor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /** Decides about connections; called on the connection's thread, which it may keep. */
  interface Gate {
    /** The worker that the token belongs to, null if none. */
    @Nullable WorkerSession admit(String token);

    /** The connection is welcome; returns when it has ended. */
    void connected(WorkerSession session, Hello hello, FrameChannel channel)
        throws IOException, InterruptedException;
  }

  private final Path path;
  private final ServerSocketChannel server;
  private final Gate gate;

  private Acceptor(Path path, ServerSocketChannel server, Gate gate) {
    this.path = path;
    this.server = server;
    this.gate = gate;
  }

  /** Binds the socket, whose folder must be private. */
  static Acceptor listen(Path path, Gate gate) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Acceptor acceptor = new Acceptor(path, server, gate);
    Thread.ofVirtual().name("analytics-accept").start(acceptor::acceptAll);
    return acceptor;
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel socket = server.accept();
        Thread.ofVirtual()
            .name("analytics-connection")
            .start(() -> serve(new FrameChannel(socket)));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("no more workers are accepted");
    } catch (IOException e) {
      LOG.error("analytics socket {} failed; workers cannot connect any more", path, e);
    }
  }

  private void serve(FrameChannel channel) {
    try (channel) {
      FromWorker first = channel.receive(FromWorker.parser());
      if (first == null || !first.hasHello()) {
        LOG.warn("a connection to the analytics socket did not say hello");
        return;
      }
      greet(first.getHello(), channel);
    } catch (AsynchronousCloseException e) {
      LOG.debug("an analytics connection was closed");
    } catch (ProtocolException e) {
      LOG.warn("an analytics connection is given up: {}", e.getMessage());
    } catch (IOException e) {
      // What that means is for the supervisor to say, who knows whether the worker is alive.
      LOG.debug("an analytics connection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void greet(Hello hello, FrameChannel channel) throws IOException, InterruptedException {
    WorkerSession session = gate.admit(hello.getToken());
    String refusal =
        session == null ? "the token belongs to no worker of this engine" : Greeting.refusal(hello);
    Greeting.answer(channel, refusal);
    if (session == null || !refusal.isEmpty()) {
      LOG.warn("an analytics connection was refused: {}", refusal);
      return;
    }
    gate.connected(session, hello, channel);
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("analytics socket {} is left behind", path, e);
    }
  }
}
