package org.gatehouse.integrations.webhook;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.cloudevent.CloudEvents;

/** Posts events to one address. Thread-safe. */
final class WebhookSink implements EventSink {
  private final URI url;
  private final Duration timeout;
  private final ContentMode mode;
  private final Signer signer;
  private final CloudEvents events;
  private final Poster poster;

  WebhookSink(WebhookConfig config, Signer signer, CloudEvents events, Poster poster) {
    url = config.url();
    timeout = config.timeout();
    mode = config.mode();
    this.signer = signer;
    this.events = events;
    this.poster = poster;
  }

  @Override
  public DeliveryResult deliver(StoredEvent stored) throws InterruptedException {
    Event event = stored.event();
    byte[] body;
    try {
      body = mode == ContentMode.STRUCTURED ? events.structured(event) : events.data(event);
    } catch (IOException e) {
      return new DeliveryResult.Retry("a picture cannot be read: " + e.getMessage(), null);
    }
    try {
      HttpAnswer answer = poster.post(headers(event, body), body);
      return Answers.of(answer.status(), Optional.ofNullable(answer.retryAfter()), Instant.now());
    } catch (IOException e) {
      return new DeliveryResult.Retry(reason(e), null);
    }
  }

  @Override
  public void close() {
    poster.close();
  }

  private Map<String, String> headers(Event event, byte[] body) {
    Signer.Signature signature =
        signer.sign(event.id().toString(), new String(body, StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", signature.id());
    headers.put("webhook-timestamp", Long.toString(signature.timestamp()));
    headers.put("webhook-signature", signature.value());
    switch (mode) {
      case STRUCTURED -> headers.put("content-type", CloudEvents.STRUCTURED);
      case BINARY -> {
        headers.put("content-type", CloudEvents.DATA);
        CloudEvents.attributes(event)
            .forEach((name, value) -> headers.put("ce-" + name, inHeader(value)));
      }
    }
    return headers;
  }

  /** CloudEvents HTTP protocol binding §3.1.3.2. */
  private static String inHeader(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b <= '~' && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b));
      }
    }
    return encoded.toString();
  }

  private String reason(IOException failure) {
    return switch (failure) {
      case SocketTimeoutException e ->
          where() + " gave no answer within " + timeout.toMillis() + " ms";
      case UnknownHostException e -> "the name " + url.getHost() + " is not known";
      case TargetGuard.ClosedTargetException e -> String.valueOf(e.getMessage());
      case ConnectException e -> where() + " refused the connection or cannot be reached";
      case SSLException e -> "TLS with " + where() + " failed: " + e.getMessage();
      case EOFException e -> where() + ": " + e.getMessage();
      case ProtocolException e -> where() + ": " + e.getMessage();
      default -> where() + ": " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    };
  }

  private String where() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
