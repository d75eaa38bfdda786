package org.gatehouse.server.http;

import io.vertx.core.buffer.Buffer;
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
import org.gatehouse.runtime.live.LiveSink;
import org.gatehouse.runtime.live.LiveViewer;
import org.gatehouse.runtime.supervise.Lease;
import org.jspecify.annotations.Nullable;

/** Live video over WebSocket: one viewer on one virtual thread for each socket. Thread-safe. */
final class LiveSockets {
  private static final int QUEUE_BYTES = 4 << 20;

  private final EngineView engine;
  private final Set<Watching> watching = ConcurrentHashMap.newKeySet();

  private record Watching(
      CameraId camera, ServerWebSocket socket, LiveViewer viewer, Lease lease) {}

  LiveSockets(EngineView engine) {
    this.engine = engine;
  }

  /** {@code GET api/v1/live/{camera}} becomes a WebSocket; with {@code ?stream=sub} a small one. */
  void upgrade(RoutingContext context) {
    String name = Requests.path(context, "camera");
    boolean small = "sub".equals(context.request().getParam("stream"));
    StreamSource source = source(name, small);
    if (source == null) {
      throw Problem.notFound("there is no camera " + name + (small ? " with a stream sub" : ""));
    }
    context
        .request()
        .toWebSocket()
        .onSuccess(socket -> watch(source, socket))
        .onFailure(context::fail);
  }

  private @Nullable StreamSource source(String name, boolean small) {
    try {
      CameraId camera = new CameraId(name);
      return engine.live(small ? StreamId.sub(camera) : StreamId.main(camera));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void watch(StreamSource source, ServerWebSocket socket) {
    CameraId camera = source.id().camera();
    LiveViewer viewer = new LiveViewer(source, new SocketSink(socket));
    // Room for a whole group of pictures: a viewer that joins gets the cached one at once.
    socket.setWriteQueueMaxSize(QUEUE_BYTES);
    Watching entry = new Watching(camera, socket, viewer, engine.want(source.id()));
    watching.add(entry);
    socket.closeHandler(gone -> leave(entry));
    socket.exceptionHandler(gone -> leave(entry));
    engine.cameras().stream()
        .filter(view -> view.id().equals(camera.value()))
        .findFirst()
        .ifPresent(view -> socket.writeTextMessage(state(view)));
    Thread.ofVirtual()
        .name("live-" + camera)
        .start(
            () -> {
              viewer.run();
              socket.close();
            });
  }

  private void leave(Watching entry) {
    watching.remove(entry);
    entry.viewer.close();
    entry.lease.close();
  }

  /** Tells the camera's viewers of its new state. */
  void camera(CameraView view) {
    for (Watching entry : watching) {
      if (entry.camera.value().equals(view.id())) {
        entry.socket.writeTextMessage(state(view));
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
    watching.forEach(entry -> counts.merge(entry.camera, 1, Integer::sum));
    return counts;
  }

  void close() {
    watching.forEach(entry -> entry.viewer.close());
  }

  private record SocketSink(ServerWebSocket socket) implements LiveSink {
    @Override
    public void text(String json) {
      socket.writeTextMessage(json);
    }

    @Override
    public void binary(byte[] message) {
      socket.writeBinaryMessage(Buffer.buffer(message));
    }

    @Override
    public boolean writable() {
      try {
        return !socket.writeQueueFull();
      } catch (IllegalStateException e) {
        // Closed by the viewer meanwhile; its close handler ends the thread that asks.
        return false;
      }
    }
  }
}
