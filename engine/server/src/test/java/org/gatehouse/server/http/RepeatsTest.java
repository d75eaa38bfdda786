package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that come again, to a server whose handlers take their time. */
class RepeatsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<RoutingContext> asked = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().failureHandler(c -> ((Problem) Objects.requireNonNull(c.failure())).send(c));
    Notes notes = new Notes(vertx, FakeEngine.AUDIT.log(), Ticker.system());
    RateLimit limit = new RateLimit(Ticker.system(), Reach.DIRECT);
    router.route().handler(new Access(TestAccess.of(null), notes, new OpenStreams(), limit)::check);
    router.route().handler(BodyHandler.create(false));
    router.route().handler(new Repeats(Ticker.system())::check);
    router
        .post("/api/v1/login")
        .handler(
            context ->
                context
                    .response()
                    .setStatusCode(204)
                    .putHeader("Set-Cookie", "nth=" + refusals.incrementAndGet())
                    .end());
    router.post("/slow").handler(asked::add);
    router
        .post("/refuse")
        .handler(
            context -> {
              int nth = refusals.incrementAndGet();
              int status = Integer.parseInt(context.body().asString());
              context.fail(new Problem(status, "Refused", "refusal " + nth));
            });
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    client.close();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .header(Repeats.KEY, "k")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Asks for what is slow, and hangs up when it is being done. */
  private RoutingContext hungUp() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    RoutingContext context;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      String request =
          "POST /slow HTTP/1.1\r\nHost: 127.0.0.1\r\nIdempotency-Key: k\r\nContent-Length: 1\r\n\r\n{";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      context = Objects.requireNonNull(asked.poll(20, TimeUnit.SECONDS));
      context.response().closeHandler(gone -> closed.complete(null));
    }
    closed.get(20, TimeUnit.SECONDS);
    return context;
  }

  private void answer(RoutingContext context, Runnable how) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context
        .vertx()
        .runOnContext(
            now -> {
              how.run();
              done.complete(null);
            });
    done.get(20, TimeUnit.SECONDS);
  }

  @Test
  void retry_firstHungUpBeforeItsAnswer_waitsForItAndGetsIt() throws Exception {
    RoutingContext first = hungUp();
    assertThat(post("/slow", "{").statusCode()).isEqualTo(409);
    answer(
        first,
        () -> {
          first.response().setStatusCode(202);
          Json.send(first, Map.of("command", 17));
        });
    HttpResponse<String> again = post("/slow", "{");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo("{\"command\":17}");
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void retry_firstHungUpAndHadNoBody_getsItsStatus() throws Exception {
    RoutingContext first = hungUp();
    answer(first, () -> first.response().setStatusCode(204).end());
    HttpResponse<String> again = post("/slow", "{");
    assertThat(again.statusCode()).isEqualTo(204);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void retry_firstHungUpAndFailed_isTriedAgain() throws Exception {
    RoutingContext first = hungUp();
    answer(first, () -> first.fail(new Problem(503, "Unavailable", "no room")));
    CompletableFuture<Integer> again =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return post("/slow", "{").statusCode();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    RoutingContext second = Objects.requireNonNull(asked.poll(20, TimeUnit.SECONDS));
    answer(second, () -> second.response().setStatusCode(204).end());
    assertThat(again.get(20, TimeUnit.SECONDS)).isEqualTo(204);
  }

  @Test
  void retry_ofWhatWasRefused_getsTheSameProblem() throws Exception {
    HttpResponse<String> first = post("/refuse", "404");
    HttpResponse<String> again = post("/refuse", "404");
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.body()).isEqualTo(first.body()).contains("refusal 1");
    assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(refusals).hasValue(1);
  }

  /** What counts of a login is its cookie, which no answer that is kept has. */
  @Test
  void retry_ofALogin_isDoneAgain() throws Exception {
    post("/api/v1/login", "{}");
    HttpResponse<String> again = post("/api/v1/login", "{}");
    assertThat(again.headers().firstValue("Set-Cookie")).hasValue("nth=2");
    assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
  }

  /** To come again later is what they are told to do. */
  @Test
  void retry_ofWhatCameTooOften_isTriedAgain() throws Exception {
    post("/refuse", "429");
    assertThat(post("/refuse", "429").body()).contains("refusal 2");
  }
}
