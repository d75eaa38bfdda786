package org.gatehouse.server.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.jspecify.annotations.Nullable;

/**
 * An engine's events one after the other, over as many connections as it takes: each begins after
 * the event that was heard whole before, so that none is left out. Used by one thread.
 */
final class EventTail {
  /** A stream says that it lives every five seconds. */
  static final Duration QUIET = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_SECONDS = 2;
  private static final String DATA = "data: ";
  private static final String ID = "id: ";
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int FAILURE = 500;

  private final EngineCall engine;
  private final Duration quiet;
  private final Consumer<String> warn;
  private @Nullable String seen;
  private @Nullable String begun;
  private boolean away;

  /**
   * From an engine.
   *
   * @param after the sequence number before the first event; null to begin with what comes
   * @param quiet how long a connection may say nothing before it is given up
   * @param warn told when the engine went away
   */
  EventTail(EngineCall engine, @Nullable Long after, Duration quiet, Consumer<String> warn) {
    this.engine = engine;
    this.seen = after == null ? null : after.toString();
    this.quiet = quiet;
    this.warn = warn;
  }

  /**
   * Hands over each event until one is the last.
   *
   * @param more takes an event; false if no more is wanted
   * @throws ConfigException if the engine refuses, which does not pass by waiting
   */
  void follow(Predicate<JsonNode> more) throws InterruptedException {
    while (true) {
      try {
        if (!listen(more)) {
          return;
        }
      } catch (Away e) {
        away(String.valueOf(e.getMessage()));
      } catch (IOException | UncheckedIOException e) {
        away("does not answer");
      }
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    }
  }

  private void away(String how) {
    if (!away) {
      warn.accept("the engine at " + engine.base() + " " + how + "; waiting for it");
    }
    away = true;
  }

  /** Over one connection, which is given up together with its client: a read of it cannot be. */
  private boolean listen(Predicate<JsonNode> more) throws IOException, InterruptedException {
    String path = "api/v1/events/stream" + (seen == null ? "" : "?after=" + seen);
    HttpClient client = engine.client();
    try (Patience patience = new Patience(quiet, client::shutdownNow)) {
      HttpResponse<Stream<String>> answer = engine.open(client, path);
      try (Stream<String> lines = answer.body()) {
        Iterator<String> each = lines.iterator();
        check(answer.statusCode(), each);
        away = false;
        begun = null;
        while (each.hasNext()) {
          patience.heard();
          if (!take(each.next(), more)) {
            return false;
          }
        }
        return true;
      }
    } finally {
      client.shutdownNow();
    }
  }

  private void check(int status, Iterator<String> body) throws Away {
    if (status == TOO_MANY || status >= FAILURE) {
      throw new Away("answers " + status);
    }
    if (status != OK) {
      throw new ConfigException(
          "the engine at %s answers %d: %s"
              .formatted(engine.base(), status, body.hasNext() ? body.next() : "nothing"));
    }
  }

  /** A number counts once all that it stands for is here: the connection may end before that. */
  private boolean take(String line, Predicate<JsonNode> more) throws JsonProcessingException {
    if (line.startsWith(ID)) {
      begun = line.substring(ID.length());
    } else if (line.startsWith(DATA)) {
      boolean wanted = more.test(JSON.readTree(line.substring(DATA.length())));
      seen = begun == null ? seen : begun;
      return wanted;
    } else if (line.isEmpty() && begun != null) {
      seen = begun;
    }
    return true;
  }

  /** It is there, and cannot answer now. */
  private static final class Away extends IOException {
    private static final long serialVersionUID = 1L;

    Away(String how) {
      super(how);
    }
  }
}
