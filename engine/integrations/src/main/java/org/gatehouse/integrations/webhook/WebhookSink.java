package org.gatehouse.integrations.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Posts events to one address. Thread-safe. */
final class WebhookSink implements EventSink {
  private final URI url;
  private final Duration timeout;
  private final Signer signer;
  private final EventBody bodies;
  private final HttpClient client;

  WebhookSink(WebhookConfig config, Signer signer, EventBody bodies) {
    url = config.url();
    timeout = config.timeout();
    this.signer = signer;
    this.bodies = bodies;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public DeliveryResult deliver(StoredEvent stored) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(stored.event());
    } catch (IOException e) {
      return new DeliveryResult.Retry("a picture cannot be read: " + e.getMessage(), null);
    }
    return exchange(request);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(Event event) throws IOException {
    String body = bodies.of(event);
    Signer.Signature signature = signer.sign(event.id().toString(), body);
    return HttpRequest.newBuilder(url)
        .timeout(timeout)
        .header("content-type", "application/cloudevents+json; charset=utf-8")
        .header("user-agent", "Gatehouse")
        .header("webhook-id", signature.id())
        .header("webhook-timestamp", Long.toString(signature.timestamp()))
        .header("webhook-signature", signature.value())
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  /** The client's own time-out ends with the headers; this one covers the whole answer. */
  private DeliveryResult exchange(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      HttpResponse<Void> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return Answers.of(
          response.statusCode(), response.headers().firstValue("retry-after"), Instant.now());
    } catch (ExecutionException e) {
      return new DeliveryResult.Retry(reason(e.getCause()), null);
    } catch (TimeoutException e) {
      return new DeliveryResult.Retry(late(), null);
    } finally {
      answer.cancel(true);
    }
  }

  private String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException e -> where() + " did not answer the connection";
      case HttpTimeoutException e -> late();
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "the name " + url.getHost() + " is not known";
      case ConnectException e -> where() + " refused the connection or cannot be reached";
      case SSLException e -> "TLS with " + where() + " failed: " + e.getMessage();
      case null -> where() + ": no answer";
      default -> where() + ": " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    };
  }

  private String late() {
    return where() + " gave no answer within " + timeout.toMillis() + " ms";
  }

  private String where() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
