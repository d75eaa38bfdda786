package org.gatehouse.storage.filesystem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.RetentionNote;
import org.jspecify.annotations.Nullable;

/** Lines of the journal of retention. Pure. */
final class JournalText {
  /** What this program writes. */
  static final int VERSION = 1;

  /** The first line of every file. */
  static final String HEAD = "{\"what\":\"journal\",\"version\":" + VERSION + "}\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalText() {}

  /** The version that a first line tells; 1 if it cannot be read, for a cut line was ours. */
  static int version(@Nullable String head) {
    try {
      return head == null ? VERSION : JSON.readTree(head).path("version").asInt(VERSION);
    } catch (JsonProcessingException e) {
      return VERSION;
    }
  }

  static String line(RetentionNote note) {
    return fields(note).toString() + "\n";
  }

  private static ObjectNode fields(RetentionNote note) {
    ObjectNode line = JSON.createObjectNode().put("at", note.at().toString());
    return switch (note) {
      case RetentionNote.Deleted deleted -> deleted(line.put("what", "deleted"), deleted);
      case RetentionNote.NotDeleted not ->
          line.put("what", "not-deleted")
              .put("volume", not.volume().toString())
              .put("camera", not.segment().stream().camera().value())
              .put("stream", not.segment().stream().name())
              .put("first", not.segment().start().toString())
              .put("text", not.text());
      case RetentionNote.Placed placed ->
          line.put("what", "held").<ObjectNode>set("hold", HoldText.node(placed.hold()));
      case RetentionNote.Released released ->
          line.put("what", "released")
              .put("by", released.by())
              .<ObjectNode>set("hold", HoldText.node(released.hold()));
      case RetentionNote.Forgotten forgotten ->
          line.put("what", forgotten.what() + "-deleted")
              .put("before", forgotten.before().toString())
              .put("count", forgotten.count());
    };
  }

  private static ObjectNode deleted(ObjectNode line, RetentionNote.Deleted deleted) {
    return line.put("cause", word(deleted.cause()))
        .put("volume", deleted.volume().toString())
        .put("camera", deleted.stream().camera().value())
        .put("stream", deleted.stream().name())
        .put("first", deleted.first().toString())
        .put("last", deleted.last().toString())
        .put("segments", deleted.segments())
        .put("bytes", deleted.bytes())
        .put("early", deleted.early());
  }

  private static String word(DeletionCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The deletion that a line tells; null if it tells something else, or is not whole. */
  static RetentionNote.@Nullable Deleted deleted(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.path("what").asText().equals("deleted") ? deleted(node) : null;
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException notWhole) {
      return null;
    }
  }

  private static RetentionNote.Deleted deleted(JsonNode node) {
    String cause = node.path("cause").asText().replace('-', '_').toUpperCase(Locale.ROOT);
    return new RetentionNote.Deleted(
        Instant.parse(node.path("at").asText()),
        DeletionCause.valueOf(cause),
        Path.of(node.path("volume").asText()),
        new StreamId(new CameraId(node.path("camera").asText()), node.path("stream").asText()),
        Instant.parse(node.path("first").asText()),
        Instant.parse(node.path("last").asText()),
        node.path("segments").asInt(),
        node.path("bytes").asLong(),
        node.path("early").asBoolean());
  }
}
