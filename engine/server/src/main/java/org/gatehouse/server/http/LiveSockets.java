package org.gatehouse.server.http;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.runtime.live.LiveWishes;
import org.jspecify.annotations.Nullable;

/** Live video over WebSocket: one viewer on one virtual thread for each socket. Thread-safe. */
final class LiveSockets {
  private final EngineView engine;
  private final Notes notes;
  private final Set<LiveSocket> watching = ConcurrentHashMap.newKeySet();

  LiveSockets(EngineView engine, Notes notes) {
    this.engine = engine;
    this.notes = notes;
  }

  /**
   * {@code GET api/v1/live/{camera}} becomes a WebSocket; with {@code ?stream=sub} a small one,
   * with {@code &sound=1} one that is heard, with {@code &accept=avc1,hvc1} one that plays only
   * those.
   */
  void upgrade(RoutingContext context) {
    String name = Requests.path(context, "camera");
    boolean small = "sub".equals(context.request().getParam("stream"));
    LiveWishes wishes = wishes(context);
    StreamSource source = source(name, small);
    if (source == null) {
      throw Problem.notFound("there is no camera " + name + (small ? " with a stream sub" : ""));
    }
    Requests.socket(context)
        .onSuccess(
            socket ->
                notes
                    .look(
                        context, "live.seen", source.id().toString(), Map.of("stream", source.id()))
                    .onSuccess(noted -> watch(source, wishes, socket))
                    .onFailure(e -> socket.close((short) 1011, "not noted in the audit log")))
        .onFailure(context::fail);
  }

  private static LiveWishes wishes(RoutingContext context) {
    try {
      return LiveWishes.of(
          context.request().getParam("accept"), "1".equals(context.request().getParam("sound")));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable StreamSource source(String name, boolean small) {
    try {
      CameraId camera = new CameraId(name);
      return engine.live(small ? StreamId.sub(camera) : StreamId.main(camera));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void watch(StreamSource source, LiveWishes wishes, ServerWebSocket socket) {
    LiveSocket entry = new LiveSocket(engine, source, wishes, socket);
    watching.add(entry);
    socket.closeHandler(gone -> leave(entry));
    socket.exceptionHandler(gone -> leave(entry));
    engine.cameras().stream()
        .filter(view -> view.id().equals(entry.camera().value()))
        .findFirst()
        .ifPresent(view -> socket.writeTextMessage(state(view)));
    Thread.ofVirtual().name("live-" + entry.camera()).start(entry);
  }

  private void leave(LiveSocket entry) {
    watching.remove(entry);
    entry.close();
  }

  /** Tells the camera's viewers of its new state. */
  void camera(CameraView view) {
    for (LiveSocket entry : watching) {
      if (entry.camera().value().equals(view.id())) {
        entry.tell(state(view));
      }
    }
  }

  private static String state(CameraView view) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "state");
    tree.put("state", view.state());
    tree.put("since", view.since().toString());
    return Json.text(tree);
  }

  Map<CameraId, Integer> viewers() {
    Map<CameraId, Integer> counts = new TreeMap<>();
    watching.forEach(entry -> counts.merge(entry.camera(), 1, Integer::sum));
    return counts;
  }

  void close() {
    watching.forEach(LiveSocket::close);
  }
}
