package org.gatehouse.bench.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * An inbox on 127.0.0.1. Each event counts once, by its {@code webhook-id}; a bad signature is
 * answered with 401 and counted apart. Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  private static final int SECRET_BYTES = 24;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectMapper json = new ObjectMapper();
  private final Webhook verifier;
  private final Clock clock;
  private final Consumer<Delivered> listener;
  private final List<Delivered> delivered = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int repeated;
  private int refused;

  private Receiver(HttpServer server, Webhook verifier, Clock clock, Consumer<Delivered> listener) {
    this.server = server;
    this.verifier = verifier;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Starts listening on a free port.
   *
   * @param secret {@code whsec_} and base64, see {@link #newSecret}
   * @param listener told of each event once, on the thread that answers it
   */
  public static Receiver start(String secret, Clock clock, Consumer<Delivered> listener)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    Receiver receiver = new Receiver(server, verifier(secret), clock, listener);
    server.setExecutor(receiver.threads);
    server.createContext("/hook", receiver::handle);
    server.start();
    return receiver;
  }

  private static Webhook verifier(String secret) {
    try {
      return new Webhook(secret);
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("a webhook needs a secret", e);
    }
  }

  /** A fresh secret in the form of Standard Webhooks. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Where to send events. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** All events so far, in order of arrival. */
  public synchronized List<Delivered> delivered() {
    return List.copyOf(delivered);
  }

  /** Deliveries of an event that had come before. */
  public synchronized int repeated() {
    return repeated;
  }

  /** Deliveries whose signature did not hold. */
  public synchronized int refused() {
    return refused;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(accept(exchange, body), -1);
    }
  }

  /** The status to answer with. */
  private int accept(HttpExchange exchange, String body) {
    try {
      verifier.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
      JsonNode event = json.readTree(body);
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      keep(new Delivered(id, clock.millis(), event));
      return 204;
    } catch (WebhookVerificationException e) {
      countRefused();
      return 401;
    } catch (JsonProcessingException e) {
      countRefused();
      return 400;
    }
  }

  private void keep(Delivered event) {
    synchronized (this) {
      if (!seen.add(event.id())) {
        repeated++;
        return;
      }
      delivered.add(event);
    }
    listener.accept(event);
  }

  private synchronized void countRefused() {
    refused++;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
