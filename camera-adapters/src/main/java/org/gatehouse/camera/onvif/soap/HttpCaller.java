package org.gatehouse.camera.onvif.soap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for any number of devices: HTTP/1.1, redirects not followed, answers bounded in
 * size, the deadline over the whole answer. Thread-safe; calls block.
 */
final class HttpCaller implements AutoCloseable {
  private static final String AGENT = "Gatehouse";

  private final HttpClient client;

  HttpCaller(OnvifSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connect())
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("onvif-", 0).factory()));
    if (settings.trustAnyCertificate()) {
      builder.sslContext(AnyCertificate.context());
    }
    client = builder.build();
  }

  HttpReply post(URI uri, String type, byte[] body, @Nullable String authorization, Duration wait)
      throws IOException, TimeoutException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(request, authorization, wait, 1024 * 1024);
  }

  HttpReply get(URI uri, @Nullable String authorization, Duration wait, int maxBytes)
      throws IOException, TimeoutException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).GET(), authorization, wait, maxBytes);
  }

  private HttpReply send(
      HttpRequest.Builder request, @Nullable String authorization, Duration wait, int maxBytes)
      throws IOException, TimeoutException, InterruptedException {
    request.header("User-Agent", AGENT);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      return reply(answer.get(wait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpReply reply(HttpResponse<byte[]> response) {
    return new HttpReply(
        response.statusCode(),
        response.headers().allValues("WWW-Authenticate"),
        response.headers().firstValue("Date").orElse(""),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  /** An unguessable text. */
  static String nonce() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
