package org.gatehouse.bench.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;

/** Writes what was delivered, for judges of their own; knows nothing of labels. */
final class EventsOut {
  private EventsOut() {}

  /** Those of a run in a file of its own, see {@link #lines}. */
  static void write(Path file, GateRun.Result result) throws IOException {
    Files.write(file, lines(result, null));
  }

  /**
   * One object a line: the run; id, type, camera; for vehicles the plate, the passage and, in
   * seconds since the stream's start, {@code startS}, {@code decidedS}, and {@code endS} once
   * passed; {@code receivedS}; the CloudEvent.
   *
   * @param run which of several it was; null if there is only one, and then not told
   */
  static List<String> lines(GateRun.Result result, @Nullable String run)
      throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (Delivered event : result.delivered()) {
      lines.add(json.writeValueAsString(fields(event, result, run)));
    }
    return lines;
  }

  private static Map<String, Object> fields(
      Delivered event, GateRun.Result result, @Nullable String run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (run != null) {
      fields.put("run", run);
    }
    fields.put("id", event.id());
    fields.put("type", event.type());
    fields.put("camera", event.camera());
    if (event.isPassage() || event.isDecision()) {
      fields.put("plate", event.plate());
      fields.put("passage", event.passage());
      fields.put("startS", result.seconds(event.camera(), event.dataMillis("startedAt")));
      fields.put("decidedS", result.seconds(event.camera(), event.dataMillis("decidedAt")));
    }
    if (event.isPassage()) {
      fields.put("endS", result.seconds(event.camera(), event.dataMillis("endedAt")));
    }
    fields.put("receivedS", result.seconds(event.camera(), event.receivedMillis()));
    fields.put("receivedAt", Instant.ofEpochMilli(event.receivedMillis()).toString());
    fields.put("event", event.body());
    return fields;
  }
}
