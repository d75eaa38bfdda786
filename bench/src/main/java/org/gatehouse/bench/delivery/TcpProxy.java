package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.bench.delivery.Inbox.Manner;

/**
 * Stands between an engine and a broker, so that the broker can be away for the engine while
 * nothing of what it has is lost. Thread-safe.
 */
final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int BUFFER = 64 * 1024;

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private Manner manner = Manner.UP;

  /** Leads to a port of this machine. */
  TcpProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Begins. */
  TcpProxy start() {
    Thread.ofVirtual().start(this::acceptAll);
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing that was under way survives a change but from up to hanging. */
  void be(Manner next) {
    synchronized (this) {
      manner = next;
      notifyAll();
    }
    if (next != Manner.HANG) {
      cut();
    }
  }

  private void cut() {
    for (Socket socket : open) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private synchronized Manner manner() {
    return manner;
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // By close().
    }
  }

  private void serve(Socket client) {
    Manner now = manner();
    if (now == Manner.REFUSE || now == Manner.DROP) {
      close(client);
      return;
    }
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      open.add(client);
      open.add(broker);
      Thread.ofVirtual().start(() -> pump(broker, client));
      pump(client, broker);
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitMoving();
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // Either side went, or was cut off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized void awaitMoving() throws InterruptedException {
    while (manner == Manner.HANG) {
      wait();
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      // Nobody listens any more either way.
    }
  }
}
