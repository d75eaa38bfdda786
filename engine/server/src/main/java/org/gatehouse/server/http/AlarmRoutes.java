package org.gatehouse.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.jspecify.annotations.Nullable;

/** What needs a person, and what did. */
final class AlarmRoutes {
  private static final int FINISHED = 100;

  private final AlarmBoard board;

  AlarmRoutes(AlarmBoard board) {
    this.board = board;
  }

  void mount(Router router) {
    router.get("/api/v1/alarms").handler(this::list);
    router.get("/api/v1/alarms/:alarm").handler(this::one);
  }

  private void list(RoutingContext context) {
    Predicate<AlarmRecord> wanted = wanted(context);
    List<AlarmRecord> standing = board.standing();
    Json.send(
        context,
        Map.of(
            "open", standing.stream().filter(wanted).map(AlarmTree::of).toList(),
            "cleared",
                board.finished().stream()
                    .filter(wanted)
                    .limit(FINISHED)
                    .map(AlarmTree::of)
                    .toList(),
            "counts", AlarmTree.counts(standing)));
  }

  private static Predicate<AlarmRecord> wanted(RoutingContext context) {
    @Nullable String state = context.request().getParam("state");
    @Nullable String severity = context.request().getParam("severity");
    @Nullable String source = context.request().getParam("source");
    @Nullable String kind = context.request().getParam("kind");
    String camera = context.request().getParam("camera");
    @Nullable CameraId about = camera == null ? null : Requests.camera(camera);
    return record ->
        (state == null || state.equals(AlarmTree.word(record.state())))
            && (severity == null || severity.equals(record.alarm().severity().name()))
            && (source == null || source.equals(AlarmTree.word(record.alarm().kind().source())))
            && (kind == null || kind.equals(record.alarm().kind().name()))
            && (about == null || record.alarm().cameras().contains(about));
  }

  private void one(RoutingContext context) {
    Json.send(context, AlarmTree.of(found(board, number(context))));
  }

  /** The number in the path. */
  static long number(RoutingContext context) {
    return Long.parseLong(Requests.path(context, "alarm"));
  }

  static AlarmRecord found(AlarmBoard board, long number) {
    AlarmRecord record = board.find(number);
    if (record == null) {
      throw Problem.notFound("there is no alarm " + number + ", or it was over long ago");
    }
    return record;
  }
}
