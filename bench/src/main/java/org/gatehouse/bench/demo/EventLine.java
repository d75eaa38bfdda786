package org.gatehouse.bench.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gatehouse.bench.receive.Delivered;

/** One delivered event as one line for a person. Pure. */
final class EventLine {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private EventLine() {}

  static String of(Delivered event, ZoneId zone) {
    String clock = CLOCK.format(Instant.ofEpochMilli(event.receivedMillis()).atZone(zone));
    return "%s  %-10s %s".formatted(clock, event.camera(), what(event));
  }

  private static String what(Delivered event) {
    var data = event.body().path("data");
    if (event.isPassage() || event.isDecision()) {
      return String.format(
          Locale.ROOT,
          "vehicle  %s  %s  confidence %.2f  %s",
          event.isDecision() ? "decided" : "passed ",
          event.plate().isEmpty() ? "(no plate)" : event.plate(),
          data.path("plate").path("confidence").asDouble(),
          data.path("direction").asText());
    }
    if (event.isNoRead()) {
      return "vehicle  passed, no plate read";
    }
    if (event.isFace()) {
      return "person   face snapshot";
    }
    String lane = DemoLane.line(event);
    if (!lane.isEmpty()) {
      return lane;
    }
    return switch (event.type()) {
      case "org.gatehouse.camera.state.v1" ->
          "camera   %s  %s".formatted(data.path("state").asText(), data.path("reason").asText());
      case "org.gatehouse.analytics.gap.v1" ->
          "analysis paused: %s".formatted(data.path("cause").asText());
      default -> event.type();
    };
  }
}
