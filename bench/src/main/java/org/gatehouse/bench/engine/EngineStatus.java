package org.gatehouse.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks a running engine how it is. Used by one thread. */
public final class EngineStatus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String DIRECT = "jvm_buffer_memory_used_bytes{id=\"direct\"}";
  private static final String LIVE = "jvm_gc_live_data_size_bytes";

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

  /** How the analysis fares, in words; empty when the engine does not answer. */
  public Optional<String> analytics() throws InterruptedException {
    return get("api/v1/status").map(status -> status.path("analytics").path("detail").asText());
  }

  /** How many cameras stream; empty when the engine does not answer. */
  public Optional<Integer> streaming() throws InterruptedException {
    return streamingCameras().map(Set::size);
  }

  /** The ids of the cameras that stream; empty when the engine does not answer. */
  public Optional<Set<String>> streamingCameras() throws InterruptedException {
    return camerasThatAre("streaming");
  }

  /** The ids of the cameras in a state; empty when the engine does not answer. */
  public Optional<Set<String>> camerasThatAre(String state) throws InterruptedException {
    return get("api/v1/cameras")
        .map(
            cameras -> {
              Set<String> found = new HashSet<>();
              for (JsonNode camera : cameras.path("items")) {
                if (camera.path("state").asText().equals(state)) {
                  found.add(camera.path("id").asText());
                }
              }
              return found;
            });
  }

  /** Access units received by camera since the engine began; empty when it does not answer. */
  public Optional<Map<String, Long>> accessUnits() throws InterruptedException {
    return text("metrics")
        .map(text -> EngineCounters.byCamera(text, "gatehouse_camera_access_units_total"));
  }

  /**
   * Counters and gauges by camera, of one moment.
   *
   * @param names as {@code /metrics} writes them
   * @return by name, then by camera; empty when the engine does not answer
   */
  public Optional<Map<String, Map<String, Long>>> byCamera(Set<String> names)
      throws InterruptedException {
    return text("metrics")
        .map(
            text ->
                names.stream()
                    .collect(
                        Collectors.toMap(
                            name -> name, name -> EngineCounters.byCamera(text, name))));
  }

  /**
   * Memory as the engine's JVM counts it.
   *
   * @param directBytes in buffers outside of the heap, Netty's included: on this JDK it takes them
   *     from the JVM
   * @param heapAfterCollectionBytes what the last collection left in the old part of the heap; 0
   *     until there was one
   */
  public record Memory(double directBytes, double heapAfterCollectionBytes) {}

  /** Memory now; empty when the engine does not answer. */
  public Optional<Memory> memory() throws InterruptedException {
    return text("metrics")
        .map(
            text ->
                new Memory(
                    EngineCounters.single(text, DIRECT).orElse(0),
                    EngineCounters.single(text, LIVE).orElse(0)));
  }

  /** The value of a counter without labels; empty when the engine does not answer or lacks it. */
  public OptionalDouble counter(String name) throws InterruptedException {
    return text("metrics")
        .map(text -> EngineCounters.single(text, name))
        .orElse(OptionalDouble.empty());
  }

  /** A counter added up over its labels; empty when the engine does not answer or lacks it. */
  public OptionalDouble sum(String name) throws InterruptedException {
    List<Double> values = series(name);
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.stream().mapToDouble(Double::doubleValue).sum());
  }

  /** The most over a gauge's labels; empty when the engine does not answer or lacks it. */
  public OptionalDouble most(String name) throws InterruptedException {
    return series(name).stream().mapToDouble(Double::doubleValue).max();
  }

  private List<Double> series(String name) throws InterruptedException {
    return text("metrics").map(text -> EngineCounters.series(text, name)).orElse(List.of());
  }

  /**
   * Something that was found wrong with a picture.
   *
   * @param fault as the engine names it, such as {@code blurred}
   * @param lasts whether it is so still
   * @param pictures whether there are thumbnails of before and after
   */
  public record PictureFinding(String camera, String fault, boolean lasts, boolean pictures) {}

  /** All findings that are listed; empty when the engine does not answer. */
  public Optional<List<PictureFinding>> pictureFindings() throws InterruptedException {
    return get("api/v1/picture-health")
        .map(
            lists ->
                StreamSupport.stream(lists.path("items").spliterator(), false)
                    .map(EngineStatus::finding)
                    .toList());
  }

  private static PictureFinding finding(JsonNode item) {
    return new PictureFinding(
        item.path("camera").asText(),
        item.path("fault").asText(),
        item.path("until").isNull(),
        item.path("before").isObject() && item.path("after").isObject());
  }

  /**
   * An alarm as it is listed.
   *
   * @param kind as the engine names it
   * @param since when it began; one that comes again has the same id
   */
  public record Alarm(String id, String kind, String since, Set<String> cameras) {}

  /** All alarms that are listed, those that are over too; empty when it does not answer. */
  public Optional<List<Alarm>> alarms() throws InterruptedException {
    return get("api/v1/alarms")
        .map(
            lists ->
                Stream.of(lists.path("open"), lists.path("cleared"))
                    .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                    .map(EngineStatus::alarm)
                    .toList());
  }

  private static Alarm alarm(JsonNode listed) {
    Set<String> cameras = new HashSet<>();
    listed.path("cameras").forEach(camera -> cameras.add(camera.asText()));
    return new Alarm(
        listed.path("id").asText(),
        listed.path("kind").asText(),
        listed.path("since").asText(),
        cameras);
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    return text(path)
        .flatMap(
            body -> {
              try {
                return Optional.of(json.readTree(body));
              } catch (JsonProcessingException e) {
                return Optional.empty();
              }
            });
  }

  private Optional<String> text(String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(engine.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
