package org.gatehouse.server.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Asks the provider, for a bounded time and a bounded answer; follows no redirect, or a provider
 * could make the engine ask others in its place. Thread-safe.
 */
final class IssuerHttp implements HTTPRequestSender, ResourceRetriever, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int OK = 200;

  private final HttpClient client;
  private final Duration limit;

  /**
   * @param limit for each question, to the last byte of its answer
   */
  IssuerHttp(SSLContext trust, Duration limit) {
    this.limit = limit;
    client =
        HttpClient.newBuilder()
            .sslContext(trust)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** A document; anything but a 200 is an error. */
  String get(URI uri) throws IOException {
    HttpResponse<String> answer = ask(HttpRequest.newBuilder(uri).build());
    if (answer.statusCode() != OK) {
      throw new IOException("it answers " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    return new Resource(get(URI.create(url.toString())), "application/json");
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    String body = asked.getBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(asked.getURI())
            .method(
                asked.getMethod().name(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    asked
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    HttpResponse<String> answer = ask(request.build());
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach((name, values) -> read.setHeader(name, values.toArray(String[]::new)));
    read.setBody(answer.body());
    return read;
  }

  private HttpResponse<String> ask(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> asked =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(told(e), e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("no answer within " + limit.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the engine stops");
    }
  }

  /** The innermost with something to say: a certificate that is not known hides below others. */
  private static String told(ExecutionException failure) {
    Throwable told = Objects.requireNonNullElse(failure.getCause(), failure);
    for (Throwable cause = told; cause != null; cause = cause.getCause()) {
      told = cause.getMessage() == null ? told : cause;
    }
    String name = told.getClass().getSimpleName();
    return told.getMessage() == null ? name : name + ": " + told.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
