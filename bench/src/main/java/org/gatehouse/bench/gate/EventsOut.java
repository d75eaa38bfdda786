package org.gatehouse.bench.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.receive.Delivered;

/** Writes what was delivered, for judges of their own; knows nothing of labels. */
final class EventsOut {
  private EventsOut() {}

  /**
   * One object a line: id, type, camera; for vehicles the plate, the passage and, in seconds since
   * the stream's start, {@code startS}, {@code decidedS}, and {@code endS} once passed; {@code
   * receivedS}; the CloudEvent.
   */
  static void write(Path file, List<Delivered> delivered, long startMillis) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (Delivered event : delivered) {
      lines.add(json.writeValueAsString(fields(event, startMillis)));
    }
    Files.write(file, lines);
  }

  private static Map<String, Object> fields(Delivered event, long start) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id());
    fields.put("type", event.type());
    fields.put("camera", event.camera());
    if (event.isPassage() || event.isDecision()) {
      fields.put("plate", event.plate());
      fields.put("passage", event.passage());
      fields.put("startS", (event.dataMillis("startedAt") - start) / 1000.0);
      fields.put("decidedS", (event.dataMillis("decidedAt") - start) / 1000.0);
    }
    if (event.isPassage()) {
      fields.put("endS", (event.dataMillis("endedAt") - start) / 1000.0);
    }
    fields.put("receivedS", (event.receivedMillis() - start) / 1000.0);
    fields.put("receivedAt", Instant.ofEpochMilli(event.receivedMillis()).toString());
    fields.put("event", event.body());
    return fields;
  }
}
