package org.gatehouse.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.jspecify.annotations.Nullable;

/** What needs a person, and what did. */
final class AlarmRoutes {
  private final AlarmBoard board;

  AlarmRoutes(AlarmBoard board) {
    this.board = board;
  }

  void mount(Router router) {
    router.get("/api/v1/alarms").handler(this::alarms);
  }

  private void alarms(RoutingContext context) {
    List<?> open = board.open().stream().map(alarm -> tree(alarm, null)).toList();
    List<?> cleared =
        board.cleared().stream().map(over -> tree(over.alarm(), over.at().toString())).toList();
    Json.send(context, Map.of("open", open, "cleared", cleared));
  }

  private static Map<String, @Nullable Object> tree(Alarm alarm, @Nullable String clearedAt) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", alarm.id());
    tree.put("kind", alarm.kind().name());
    tree.put("severity", alarm.severity().name());
    tree.put("cameras", alarm.cameras().stream().map(CameraId::value).toList());
    tree.put("since", alarm.since().toString());
    tree.put("clearedAt", clearedAt);
    tree.put("text", alarm.text());
    return tree;
  }
}
