package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit =
      new RateLimit(
          new Ticker() {
            @Override
            public long nanos() {
              return now.get();
            }

            @Override
            public long epochMicros() {
              return now.get() / 1000;
            }
          },
          Reach.DIRECT);

  private int taken(String client, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limit.take(client) ? 1 : 0;
    }
    return taken;
  }

  private HttpRequest random(URI at, int nth) {
    return HttpRequest.newBuilder(at)
        .header("Authorization", "Basic " + nth)
        .header("Cookie", Access.COOKIE + "=made-up-" + nth)
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  /** Nobody gets a bucket of their own by what they make up, where passwords are guessed too. */
  @Test
  void check_anotherMadeUpTokenEachTime_isOneClient() throws Exception {
    assertThat(answers("/api/v1/login")).isEqualTo(Map.of(204, RateLimit.BURST, 429, 1));
  }

  /** What is refused at the door counts, too: tokens are guessed there. */
  @Test
  void check_refusedAgainAndAgain_isLimited() throws Exception {
    assertThat(answers("/api/v1/tokens")).isEqualTo(Map.of(401, RateLimit.BURST, 429, 1));
  }

  /** How often each status comes for one request more than a bucket holds. */
  private Map<Integer, Integer> answers(String path) throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().failureHandler(c -> ((Problem) Objects.requireNonNull(c.failure())).send(c));
    Notes notes = new Notes(vertx, FakeEngine.AUDIT.log(), Ticker.system());
    router
        .route()
        .handler(new Access(TestAccess.of(Secret.of("t")), notes, new OpenStreams(), limit)::check);
    router.route().handler(limit::check);
    router.route().handler(context -> context.response().setStatusCode(204).end());
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    URI at = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    Map<Integer, Integer> answers = new TreeMap<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i <= RateLimit.BURST; i++) {
        int status = client.send(random(at, i), BodyHandlers.discarding()).statusCode();
        answers.merge(status, 1, Integer::sum);
      }
      return answers;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void take_moreThanTheBucketHolds_isRefusedUntilItFills() {
    assertThat(taken("a", RateLimit.BURST + 10)).isEqualTo(RateLimit.BURST);
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(taken("a", 1000)).isEqualTo(2 * RateLimit.PER_SECOND);
  }

  @Test
  void take_ofAnother_isNotRefused() {
    taken("a", RateLimit.BURST + 10);
    assertThat(taken("b", 10)).isEqualTo(10);
  }

  @Test
  void take_afterALongPause_isABurstAtMost() {
    taken("a", RateLimit.BURST);
    now.addAndGet(TimeUnit.HOURS.toNanos(5));
    assertThat(taken("a", 10 * RateLimit.BURST)).isEqualTo(RateLimit.BURST);
  }
}
