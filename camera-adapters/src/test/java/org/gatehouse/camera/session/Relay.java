package org.gatehouse.camera.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Passes connections on to a port of this machine, as they come out of a server socket of any kind;
 * connections to come may be handled otherwise. Thread-safe.
 */
final class Relay implements AutoCloseable {
  /** Handles one connection on a thread of its own. */
  interface Handler {
    void handle(Socket client) throws IOException;
  }

  private final ServerSocket server;
  private final int target;
  private final Queue<Handler> first = new ConcurrentLinkedQueue<>();

  Relay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  /** The next connection goes to that handler instead. */
  void next(Handler handler) {
    first.add(handler);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Handler handler = first.poll();
        Handler chosen = handler == null ? this::pass : handler;
        Thread.ofVirtual().start(() -> quietly(chosen, client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void quietly(Handler handler, Socket client) {
    try (client) {
      handler.handle(client);
    } catch (IOException e) {
      // the other end has gone
    }
  }

  private void pass(Socket client) throws IOException {
    try (Socket camera = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.ofVirtual().start(() -> copy(camera, client));
      client.getInputStream().transferTo(camera.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // the other end has gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
