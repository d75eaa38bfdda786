package org.gatehouse.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A backend's inbox on a real socket that accepts everything. */
final class Backend implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<JsonNode> bodies = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Backend() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/hook", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** The next bodies to come, waited for. */
  List<JsonNode> next(int count) throws InterruptedException {
    List<JsonNode> taken = new ArrayList<>();
    while (taken.size() < count) {
      JsonNode body = bodies.poll(60, TimeUnit.SECONDS);
      if (body == null) {
        throw new AssertionError("only " + taken.size() + " of " + count + " events arrived");
      }
      taken.add(body);
    }
    return taken;
  }

  private void take(HttpExchange exchange) throws IOException {
    bodies.add(JSON.readTree(exchange.getRequestBody()));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
