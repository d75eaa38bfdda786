package org.gatehouse.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.runtime.notice.NoticeBoard;

/** What cameras noticed by themselves. */
final class NoticeRoutes {
  private final NoticeBoard board;

  NoticeRoutes(NoticeBoard board) {
    this.board = board;
  }

  void mount(Router router) {
    router.get("/api/v1/notices").handler(this::notices);
  }

  private void notices(RoutingContext context) {
    Json.send(context, Map.of("items", board.recent().stream().map(NoticeRoutes::tree).toList()));
  }

  private static Map<String, Object> tree(NoticeBoard.Told told) {
    CameraNotice notice = told.notice();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("camera", told.camera().value());
    tree.put("topic", notice.topic().name().toLowerCase(Locale.ROOT));
    tree.put("source", notice.source());
    tree.put("active", notice.active());
    tree.put("time", Times.text(notice.epochMicros()));
    return tree;
  }
}
