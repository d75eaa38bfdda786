package org.gatehouse.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a running engine how it is. Used by one thread. */
public final class EngineStatus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI engine;

  /** Of the engine whose page is there. */
  public EngineStatus(URI engine) {
    this.engine = engine;
  }

  /**
   * What its destinations still wait for.
   *
   * @param pending events not delivered yet
   * @param parked events that were refused for good
   */
  public record Outbox(long pending, long parked) {}

  /** Sums over all destinations; empty when the engine does not answer. */
  public Optional<Outbox> outbox() throws InterruptedException {
    return get("api/v1/status")
        .map(
            status -> {
              long pending = 0;
              long parked = 0;
              for (JsonNode destination : status.path("destinations")) {
                pending += destination.path("pending").asLong();
                parked += destination.path("parked").asLong();
              }
              return new Outbox(pending, parked);
            });
  }

  /** How many cameras stream; empty when the engine does not answer. */
  public Optional<Integer> streaming() throws InterruptedException {
    return get("api/v1/cameras")
        .map(
            cameras -> {
              int streaming = 0;
              for (JsonNode camera : cameras.path("items")) {
                streaming += camera.path("state").asText().equals("streaming") ? 1 : 0;
              }
              return streaming;
            });
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(engine.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200 ? Optional.of(json.readTree(body)) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
