package org.gatehouse.storage.filesystem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionMemory.Broken;
import org.gatehouse.contract.storage.RetentionMemory.Span;

/** What retention remembers as JSON, an entry for each camera. Pure. */
final class MemoryText {
  /** What this program writes, and the newest that it reads. */
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private MemoryText() {}

  static String write(RetentionMemory memory) {
    ObjectNode root =
        JSON.createObjectNode().put("version", VERSION).put("at", memory.at().toString());
    ObjectNode broken = root.putObject("broken");
    memory
        .broken()
        .forEach(
            (camera, promise) ->
                broken
                    .putObject(camera.value())
                    .put("since", promise.since().toString())
                    .put("until", promise.until().toString()));
    ObjectNode classes = root.putObject("classes");
    memory.classes().forEach((camera, name) -> classes.put(camera.value(), name));
    ArrayNode deleted = root.putArray("deleted");
    memory.deleted().forEach((stream, spans) -> add(deleted.addObject(), stream, spans));
    return root + "\n";
  }

  private static void add(ObjectNode node, StreamId stream, List<Span> spans) {
    node.put("camera", stream.camera().value()).put("stream", stream.name());
    ArrayNode times = node.putArray("times");
    spans.forEach(span -> times.add(span.from().toString()).add(span.to().toString()));
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException if it is damaged or of a newer version; says what
   */
  static RetentionMemory read(String text) {
    JsonNode root = tree(text);
    int version = version(root);
    if (version > VERSION) {
      throw new IllegalArgumentException(
          "written by a newer Gatehouse, version " + version + ", this one knows " + VERSION);
    }
    try {
      return new RetentionMemory(
          time(root.path("at")), broken(root), classes(root), deleted(root.path("deleted")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: " + e.getMessage(), e);
    }
  }

  static int version(String text) {
    return version(tree(text));
  }

  private static int version(JsonNode root) {
    int version = root.path("version").asInt(0);
    if (version < 1) {
      throw new IllegalArgumentException("it has no version");
    }
    return version;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<CameraId, Broken> broken(JsonNode root) {
    Map<CameraId, Broken> broken = new HashMap<>();
    root.path("broken")
        .forEachEntry(
            (camera, promise) ->
                broken.put(
                    new CameraId(camera),
                    new Broken(time(promise.path("since")), time(promise.path("until")))));
    return broken;
  }

  private static Map<CameraId, String> classes(JsonNode root) {
    Map<CameraId, String> classes = new HashMap<>();
    root.path("classes")
        .forEachEntry((camera, name) -> classes.put(new CameraId(camera), name.asText()));
    return classes;
  }

  private static Map<StreamId, List<Span>> deleted(JsonNode nodes) {
    Map<StreamId, List<Span>> deleted = new HashMap<>();
    for (JsonNode node : nodes) {
      CameraId camera = new CameraId(node.path("camera").asText());
      List<Span> spans = new ArrayList<>();
      JsonNode times = node.path("times");
      for (int i = 0; i + 1 < times.size(); i += 2) {
        spans.add(new Span(time(times.get(i)), time(times.get(i + 1))));
      }
      deleted.put(new StreamId(camera, node.path("stream").asText()), spans);
    }
    return deleted;
  }

  private static Instant time(JsonNode node) {
    return Instant.parse(node.asText());
  }
}
