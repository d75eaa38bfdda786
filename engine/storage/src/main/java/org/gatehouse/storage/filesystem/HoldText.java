package org.gatehouse.storage.filesystem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;

/** Holds as JSON. Pure. */
final class HoldText {
  /** What this program writes, and the newest that it reads. */
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private HoldText() {}

  static String write(Collection<Hold> all) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.putArray("holds").addAll(all.stream().map(HoldText::node).toList());
    return root.toPrettyString() + "\n";
  }

  static ObjectNode node(Hold hold) {
    return JSON.createObjectNode()
        .put("id", hold.id())
        .put("camera", hold.camera().value())
        .put("from", hold.from().toString())
        .put("to", hold.to().toString())
        .put("owner", hold.owner())
        .put("reason", hold.reason())
        .put("expires", hold.expires().toString())
        .put("placed", hold.placed().toString());
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException if it is damaged or of a newer version; says what
   */
  static List<Hold> read(String text) {
    JsonNode root = tree(text);
    int version = version(root);
    if (version > VERSION) {
      throw new IllegalArgumentException(
          "written by a newer Gatehouse, version " + version + ", this one knows " + VERSION);
    }
    List<Hold> holds = new ArrayList<>();
    for (JsonNode node : root.path("holds")) {
      holds.add(hold(node));
    }
    return holds;
  }

  static int version(String text) {
    return version(tree(text));
  }

  private static int version(JsonNode root) {
    int version = root.path("version").asInt(0);
    if (version < 1 || !root.path("holds").isArray()) {
      throw new IllegalArgumentException("it is no list of holds");
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

  private static Hold hold(JsonNode node) {
    return new Hold(
        text(node, "id"),
        new CameraId(text(node, "camera")),
        time(node, "from"),
        time(node, "to"),
        text(node, "owner"),
        text(node, "reason"),
        time(node, "expires"),
        time(node, "placed"));
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("a hold has no '" + key + "'");
    }
    return value.asText();
  }

  private static Instant time(JsonNode node, String key) {
    try {
      return Instant.parse(text(node, key));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + key + "' of a hold is no time", e);
    }
  }
}
