package org.gatehouse.server.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an engine that goes away in every way, below a path. */
@Timeout(60)
class EventTailTest {
  private static final String SIX = "id: 6\nevent: x\ndata: {\"sequence\":6}\n\n";

  @TempDir Path folder;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final List<String> warnings = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  /** What is said to one connection, and whether nothing follows it although it stays open. */
  private record Answer(int status, String text, boolean stays) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/gatehouse/api/v1/events/stream", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
    Answer next;
    synchronized (answers) {
      next = answers.remove();
    }
    exchange.sendResponseHeaders(next.status, 0);
    exchange.getResponseBody().write(next.text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      if (next.stays) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  /** The sequence numbers of the next events. */
  private List<Long> follow(@Nullable Long after, Duration quiet, int count) throws Exception {
    Path site =
        Files.writeString(folder.resolve("site.yaml"), "site: s\ndata: %s\n".formatted(folder));
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/gatehouse");
    EngineCall engine = new EngineCall(new SiteFile().read(site), url);
    List<Long> heard = new ArrayList<>();
    new EventTail(engine, after, quiet, warnings::add)
        .follow(
            event -> {
              heard.add(event.path("sequence").asLong());
              return heard.size() < count;
            });
    return heard;
  }

  @Test
  void follow_cutBeforeTheDataOfANumber_asksForThatEventAgain() throws Exception {
    answers.add(new Answer(200, "retry: 2000\nid: 5\n\nid: 6\nevent: x\n", false));
    answers.add(new Answer(200, SIX, true));

    assertThat(follow(null, EventTail.QUIET, 1)).containsExactly(6L);
    assertThat(asked).containsExactly("null", "after=5");
  }

  @Test
  void follow_cutAfterTheDataOfANumber_goesOnBehindIt() throws Exception {
    answers.add(new Answer(200, SIX.stripTrailing(), false));
    answers.add(new Answer(200, SIX.replace('6', '7'), true));

    assertThat(follow(5L, EventTail.QUIET, 2)).containsExactly(6L, 7L);
    assertThat(asked).containsExactly("after=5", "after=6");
  }

  @Test
  void follow_engineThatCannotAnswerNow_waitsForIt() throws Exception {
    answers.add(new Answer(503, "{}", false));
    answers.add(new Answer(429, "{}", false));
    answers.add(new Answer(200, SIX, true));

    assertThat(follow(5L, EventTail.QUIET, 1)).containsExactly(6L);
    assertThat(warnings).singleElement().asString().contains("answers 503; waiting for it");
  }

  @Test
  void follow_connectionThatSaysNothing_isGivenUp() throws Exception {
    answers.add(new Answer(200, "id: 5\n\n", true));
    answers.add(new Answer(200, SIX, true));

    assertThat(follow(null, Duration.ofMillis(500), 1)).containsExactly(6L);
    assertThat(asked).containsExactly("null", "after=5");
  }

  @Test
  void follow_engineThatRefuses_endsWithWhatItSays() {
    answers.add(new Answer(403, "no right", false));

    assertThatThrownBy(() -> follow(5L, EventTail.QUIET, 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("answers 403: no right");
  }
}
