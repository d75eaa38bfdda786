package org.gatehouse.integrations.barrier.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.integrations.tls.TlsParts;
import org.jspecify.annotations.Nullable;

/** Tells a relay by HTTP; redirects are not followed. One thread at a time. */
final class HttpRelay implements BarrierDriver {
  private static final int LONGEST_ANSWER = 65_536;

  /** The client's own time-out, which ends with the head of the answer, says more: it is first. */
  private static final Duration LATER = Duration.ofMillis(100);

  private final HttpRelayConfig config;
  private final RelayStates states;
  private final Duration timeout;
  private final HttpClient client;

  HttpRelay(String name, HttpRelayConfig config, RelayStates states, Duration timeout) {
    this.config = config;
    this.states = states;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    if (config.ca() != null) {
      builder.sslContext(trusting(name, config));
    }
    client = builder.build();
  }

  private static SSLContext trusting(String name, HttpRelayConfig config) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, TlsParts.trust(name, Objects.requireNonNull(config.ca())).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ConfigException("barrier " + name + ": TLS cannot be set up: " + e, e);
    }
  }

  static URI address(String written, Duration pulse) {
    return URI.create(
        written
            .replace("{ms}", Long.toString(pulse.toMillis()))
            .replace("{s}", String.format(Locale.ROOT, "%.3f", pulse.toMillis() / 1000.0)));
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException {
    String address =
        switch (order.action()) {
          case OPEN -> config.open();
          case HOLD -> config.hold();
          case CLOSE -> config.close();
        };
    if (address == null) {
      return new BarrierAnswer.Failed("it has no address for " + order.action().word());
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leaving =
        () -> {
          if (left.compareAndSet(false, true)) {
            sent.run();
          }
        };
    return tell(address, order, left, leaving);
  }

  private BarrierAnswer tell(
      String address, BarrierOrder order, AtomicBoolean left, Runnable leaving)
      throws InterruptedException {
    String method = config.method().toUpperCase(Locale.ROOT);
    HttpRequest request =
        request(address(address, order.pulse()))
            // One that remembers keys does it once, however often it is told.
            .header("Idempotency-Key", order.id().toString())
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? new OneHead(leaving) : new ToldBody(config.body(), leaving))
            .build();
    try {
      HttpResponse<Void> answer = answer(request, BodyHandlers.discarding());
      leaving.run();
      String seen = "the relay answered " + answer.statusCode();
      return switch (answer.statusCode() / 100) {
        case 2 -> new BarrierAnswer.Done();
        // It failed at something, or something before it did: the arm may have moved.
        case 5 -> new BarrierAnswer.Silent(seen);
        default -> new BarrierAnswer.Failed(seen);
      };
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new BarrierAnswer.Failed("no connection to the relay");
    } catch (HttpTimeoutException | TimeoutException e) {
      return new BarrierAnswer.Silent(
          "the relay gave no answer within " + timeout.toMillis() + " ms");
    } catch (IOException e) {
      String seen = "the connection to the relay broke: " + e.getClass().getSimpleName();
      return left.get() ? new BarrierAnswer.Silent(seen) : new BarrierAnswer.Failed(seen);
    }
  }

  /**
   * All of an answer, or none: one that stalls within its body must not hold up what comes next.
   */
  private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> body)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
    try {
      return answer.get(timeout.plus(LATER).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
    String login = authorization();
    return login == null ? request : request.header("Authorization", login);
  }

  private @Nullable String authorization() {
    if (config.token() != null) {
      return "Bearer " + config.token().reveal();
    }
    if (config.username() == null) {
      return null;
    }
    Secret password = config.password();
    String pair = config.username() + ":" + (password == null ? "" : password.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public BarrierState state() throws IOException, InterruptedException {
    if (config.state() == null) {
      return BarrierState.UNKNOWN;
    }
    HttpRequest request = request(address(config.state(), Duration.ZERO)).GET().build();
    try {
      HttpResponse<String> answer =
          answer(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
      if (answer.statusCode() != 200) {
        throw new IOException("the relay answered " + answer.statusCode());
      }
      return states.of(answer.body());
    } catch (ConnectException | HttpTimeoutException | TimeoutException e) {
      throw new IOException("the relay does not answer", e);
    }
  }

  @Override
  public boolean hasLoop() {
    return config.occupiedWhen() != null;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
