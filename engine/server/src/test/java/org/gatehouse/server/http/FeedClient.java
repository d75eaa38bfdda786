package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the feed; pings are left out of what it heard. */
final class FeedClient implements AutoCloseable {
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private FeedClient(HttpClient client, URI engine, String query) {
    URI address = URI.create(engine.toString().replaceFirst("http", "ws") + "api/v1/feed" + query);
    socket = client.newWebSocketBuilder().buildAsync(address, new Listening()).join();
  }

  /** Connected and greeted. */
  static FeedClient join(HttpClient client, URI engine, String query) throws Exception {
    FeedClient joined = new FeedClient(client, engine, query);
    assertThat(joined.next(10_000).path("kind").asText()).isEqualTo("hello");
    return joined;
  }

  /** The next message. */
  JsonNode next(long millis) throws InterruptedException {
    return Objects.requireNonNull(heard.poll(millis, TimeUnit.MILLISECONDS), "nothing was heard");
  }

  /** Sequence numbers of the next events. */
  List<Long> events(int count) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      JsonNode message = next(10_000);
      if (message.path("kind").asText().equals("event")) {
        numbers.add(message.path("event").path("sequence").asLong());
      }
    }
    return numbers;
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Gathers whole messages. */
  private final class Listening implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        JsonNode message = Json.parse(part.toString());
        part.setLength(0);
        if (!message.path("kind").asText().equals("ping")) {
          heard.add(message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
