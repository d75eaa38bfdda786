package org.gatehouse.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backend for signed webhooks on 127.0.0.1: as little HTTP/1.1 as it needs, so that it costs
 * little beside what is measured. One virtual thread for each connection.
 */
final class WebhookInbox implements Inbox {
  private static final int BACKLOG = 256;
  private static final byte[] TAKEN = answer("204 No Content");
  private static final byte[] NOT_NOW = answer("503 Service Unavailable");
  private static final byte[] FORGED = answer("401 Unauthorized");

  private final ServerSocket server;
  private final Webhook verifier;
  private final ObjectMapper json = new ObjectMapper();
  private final ReceiptBook book;
  private Manner manner = Manner.UP;

  WebhookInbox(String secret, ReceiptBook book) throws IOException {
    this.book = book;
    try {
      verifier = new Webhook(secret);
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("a webhook needs a secret", e);
    }
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  private static byte[] answer(String status) {
    return ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
  }

  @Override
  public synchronized void be(Manner next) {
    manner = next;
    notifyAll();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // By close().
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Request request = read(in); request != null; request = read(in)) {
        Manner now = manner();
        if (now == Manner.DROP) {
          return;
        }
        if (now == Manner.HANG) {
          awaitOther();
          return;
        }
        socket.getOutputStream().write(now == Manner.REFUSE ? NOT_NOW : take(request));
      }
    } catch (IOException engineGone) {
      // What it did not get an answer to it sends again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Manner manner() {
    return manner;
  }

  private synchronized void awaitOther() throws InterruptedException {
    while (manner == Manner.HANG) {
      wait();
    }
  }

  private byte[] take(Request request) throws IOException {
    try {
      verifier.verify(request.body, HttpHeaders.of(request.headers, (name, value) -> true));
    } catch (WebhookVerificationException e) {
      return FORGED;
    }
    JsonNode event = json.readTree(request.body);
    book.note(event.path("id").asText(), event.path("data").path("passageId").asText());
    return TAKEN;
  }

  private record Request(Map<String, List<String>> headers, String body) {}

  /** Null at the end of the connection. */
  private static @Nullable Request read(InputStream in) throws IOException {
    if (line(in).isEmpty()) {
      return null;
    }
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst());
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return null;
    }
    return new Request(headers, new String(body, StandardCharsets.UTF_8));
  }

  /** Without its end; empty also at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Nobody listens any more either way.
    }
  }
}
