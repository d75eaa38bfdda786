package org.gatehouse.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every state that a camera comes into, as a page does, through the engine's {@code
 * api/v1/feed}. A feed that breaks or falls silent would hide states, so {@link #check} must be
 * asked from time to time. Thread-safe.
 */
public final class EngineFeed implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Heard heard;
  private final WebSocket socket;
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable String ended;

  /** Hears on a thread of the HTTP client, one call at a time. */
  public interface Heard {
    /** A camera came into a state, which may be the one that it was in, with another detail. */
    void camera(String id, String state, long nanos);
  }

  /**
   * Joins the feed of an engine that serves.
   *
   * @throws BenchFailure if it does not let us
   */
  public EngineFeed(URI engine, Heard heard) {
    this.heard = heard;
    URI feed = URI.create(engine.resolve("api/v1/feed").toString().replaceFirst("^http", "ws"));
    try {
      this.socket =
          client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(feed, new Ear()).join();
    } catch (CompletionException e) {
      client.close();
      throw new BenchFailure("the engine's feed cannot be joined: " + e.getCause());
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        told(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended = "the engine closed it: " + code + " " + reason;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended = error.toString();
    }
  }

  private void told(String message) {
    long now = System.nanoTime();
    heardNanos = now;
    try {
      JsonNode news = json.readTree(message);
      if (news.path("kind").asText().equals("camera")) {
        JsonNode camera = news.path("camera");
        heard.camera(camera.path("id").asText(), camera.path("state").asText(), now);
      }
    } catch (JsonProcessingException e) {
      ended = "it said what is no JSON: " + e.getOriginalMessage();
    }
  }

  /**
   * Makes sure that nothing was missed so far.
   *
   * @throws BenchFailure if the feed broke, or has been silent for longer than it may be
   */
  public void check() {
    String end = ended;
    boolean silent = System.nanoTime() - heardNanos > SILENCE.toNanos();
    if (end != null || silent) {
      throw new BenchFailure(
          "the engine's feed %s, so states may have been missed"
              .formatted(end == null ? "is silent" : "ended (" + end + ")"));
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
