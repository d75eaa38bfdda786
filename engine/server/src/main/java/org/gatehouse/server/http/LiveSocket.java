package org.gatehouse.server.http;

import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.live.LiveViewer;
import org.gatehouse.runtime.live.LiveWishes;
import org.gatehouse.runtime.live.StandIn;
import org.gatehouse.runtime.supervise.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One socket that watches a camera: the stream that was asked for or, where its coding is not
 * played there, the camera's smaller one. {@link #run} belongs on a thread of its own; any may
 * close.
 */
final class LiveSocket implements Runnable {
  private static final short UNSUPPORTED = 1003;

  private final EngineView engine;
  private final StreamSource asked;
  private final LiveWishes wishes;
  private final ServerWebSocket socket;

  /** Guarded by the lock. */
  private @Nullable LiveViewer viewer;

  private boolean closed;

  LiveSocket(EngineView engine, StreamSource asked, LiveWishes wishes, ServerWebSocket socket) {
    this.engine = engine;
    this.asked = asked;
    this.wishes = wishes;
    this.socket = socket;
  }

  CameraId camera() {
    return asked.id().camera();
  }

  void tell(String json) {
    socket.writeTextMessage(json);
  }

  @Override
  public void run() {
    VideoCodec refused = watch(asked);
    StreamSource smaller = engine.live(StreamId.sub(camera()));
    if (refused != null && smaller != null && !asked.id().equals(smaller.id())) {
      tell(message("notice", sends(asked.id(), refused) + "; showing its smaller stream"));
      refused = watch(smaller);
    }
    if (refused == null) {
      leave();
    } else {
      tell(message("error", sends(asked.id(), refused) + remedy(smaller != null)));
      socket.close(UNSUPPORTED, "codec");
    }
  }

  /** Shows a stream until it or the viewer ends; gives its coding if that is not played there. */
  private @Nullable VideoCodec watch(StreamSource source) {
    SocketSink sink = new SocketSink(socket, Ticker.system());
    LiveViewer next = new LiveViewer(source, standIn(source), sink, wishes);
    if (!take(next)) {
      return null;
    }
    Lease lease = engine.want(source.id());
    try {
      next.run();
    } finally {
      lease.close();
    }
    return next.refused();
  }

  /** A smaller stream may have to be opened first, which takes until its next key picture. */
  private @Nullable StandIn standIn(StreamSource source) {
    StreamSource main = engine.live(StreamId.main(camera()));
    boolean other = main != null && !main.id().equals(source.id());
    return main != null && other ? new StandIn(main, Ticker.system()) : null;
  }

  private synchronized boolean take(LiveViewer next) {
    viewer = next;
    return !closed;
  }

  private String sends(StreamId stream, VideoCodec codec) {
    String played =
        wishes.codecs().stream().map(LiveSocket::name).sorted().collect(Collectors.joining(", "));
    return "camera %s sends %s on its stream %s, this viewer plays %s"
        .formatted(camera(), name(codec), stream.name(), played);
  }

  private static String remedy(boolean hasSmaller) {
    return hasSmaller
        ? ", and its smaller stream is no better; set that one to H.264 in the camera"
        : ", and it has no smaller stream; give it one in H.264 (sub-url), or set the camera to"
            + " H.264";
  }

  private static String name(VideoCodec codec) {
    return switch (codec) {
      case H264 -> "H.264";
      case H265 -> "H.265";
      case MJPEG -> "MJPEG";
    };
  }

  private static String message(String kind, String text) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kind);
    tree.put("text", text);
    return Json.text(tree);
  }

  /** The stream ended; whoever closed this has closed the socket too. */
  private synchronized void leave() {
    if (!closed) {
      socket.close();
    }
  }

  /** Ends it within a second; idempotent. */
  synchronized void close() {
    closed = true;
    LiveViewer running = viewer;
    if (running != null) {
      running.close();
    }
  }
}
