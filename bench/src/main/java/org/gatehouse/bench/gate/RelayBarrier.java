package org.gatehouse.bench.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A relay that obeys and notes when it was told, by lane: what it saw is outside of the engine.
 * Thread-safe.
 */
final class RelayBarrier implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, BlockingQueue<Long>> told = new ConcurrentHashMap<>();

  private RelayBarrier(HttpServer server) {
    this.server = server;
  }

  static RelayBarrier start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RelayBarrier relay = new RelayBarrier(server);
    server.createContext("/", relay::obey);
    server.setExecutor(relay.threads);
    server.start();
    return relay;
  }

  private void obey(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    told(exchange.getRequestURI().getPath().substring(1)).add(now);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** When a lane's barrier was told to open, by {@link System#nanoTime}. */
  BlockingQueue<Long> told(String lane) {
    return told.computeIfAbsent(lane, fresh -> new LinkedBlockingQueue<>());
  }

  /** A site's barrier and lane of that name, whose camera has it too. */
  String yaml(String lane, String more) {
    return "  - { name: %s, direction: in, front: [%s], barrier: %s%s }%n"
        .formatted(lane, lane, lane, more);
  }

  String barrier(String lane) {
    return "  - { type: http, name: %s, open: \"http://127.0.0.1:%d/%s\" }%n"
        .formatted(lane, server.getAddress().getPort(), lane);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
