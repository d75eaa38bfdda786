package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.playback.Playback;
import org.gatehouse.runtime.playback.PlaybackSink;
import org.gatehouse.server.access.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorded video over WebSocket: one player on one virtual thread for each socket. Thread-safe. */
final class PlaybackSockets {
  private static final Logger log = LoggerFactory.getLogger(PlaybackSockets.class);
  private static final int QUEUE_BYTES = 4 << 20;

  private final Footage footage;
  private final Set<Playback> playing = ConcurrentHashMap.newKeySet();

  /** Looks at the same ten minutes are one look. */
  private static final long TOGETHER_SECONDS = 600;

  private final Notes notes;

  PlaybackSockets(Footage footage, Notes notes) {
    this.footage = footage;
    this.notes = notes;
  }

  /** {@code GET api/v1/playback/{camera}} becomes a WebSocket. */
  void upgrade(RoutingContext context) {
    StreamId stream = TimeRange.stream(context);
    String base = context.request().getParam("base");
    Instant zero = base == null ? Instant.EPOCH : TimeRange.time("base", base);
    boolean sound = !"0".equals(context.request().getParam("sound"));
    Playback.Subject subject = new Playback.Subject(stream, zero, sound);
    Requests.socket(context)
        .onSuccess(socket -> play(subject, Access.caller(context), socket))
        .onFailure(context::fail);
  }

  private void play(Playback.Subject subject, Caller caller, ServerWebSocket socket) {
    Sink sink = new Sink(subject.stream(), caller, notes, socket);
    Playback playback = new Playback(footage, subject, Ticker.system(), sink);
    playing.add(playback);
    socket.closeHandler(gone -> leave(playback));
    socket.exceptionHandler(gone -> leave(playback));
    socket.textMessageHandler(text -> heard(playback, sink, text));
    Thread.ofVirtual()
        .name("playback-" + subject.stream())
        .start(() -> run(subject, playback, socket));
  }

  private static void run(Playback.Subject subject, Playback playback, ServerWebSocket socket) {
    try {
      playback.run();
      socket.close();
    } catch (IllegalStateException closed) {
      // The player went away while something was sent to it, or was closed, and told why.
    } catch (RuntimeException e) {
      log.error("playing {} failed", subject.stream(), e);
      socket.close();
    }
  }

  private void leave(Playback playback) {
    playing.remove(playback);
    playback.close();
  }

  /** One after the other, though a look waits until it is noted. On the socket's event loop. */
  private static void heard(Playback playback, Sink sink, String text) {
    sink.before =
        sink.before
            .<@Nullable Void>transform(done -> obey(playback, sink, text))
            .recover(
                e -> {
                  sink.error(String.valueOf(e.getMessage()));
                  return Future.<@Nullable Void>succeededFuture();
                });
  }

  private static Future<@Nullable Void> obey(Playback playback, Sink sink, String text) {
    try {
      JsonNode message = Json.parse(text);
      switch (message.path("kind").asText()) {
        case "play" -> {
          Instant from = TimeRange.time("from", message.path("from").asText());
          boolean keysOnly = message.path("keysOnly").asBoolean();
          return sink.looked(from).onSuccess(noted -> playback.play(from, keysOnly));
        }
        case "position" -> playback.position(TimeRange.time("at", message.path("at").asText()));
        case "stop" -> playback.stop();
        case String other ->
            throw Problem.badRequest(
                "kind must be play, position or stop, not '" + Requests.abridged(other) + "'");
      }
      return Future.succeededFuture();
    } catch (Problem wrong) {
      return Future.failedFuture(wrong);
    }
  }

  void close() {
    playing.forEach(Playback::close);
  }

  /**
   * A player's socket. What waits is counted here: the socket's own measure is full after a few
   * messages that another thread writes, however fast the player is.
   */
  private static final class Sink implements PlaybackSink {
    private final StreamId stream;
    private final Caller caller;
    private final Notes notes;
    private final ServerWebSocket socket;
    private final SocketTexts texts;
    private final AtomicLong waiting = new AtomicLong();

    /** The ten minutes that were noted last, since the epoch. */
    private volatile long noted = Long.MIN_VALUE;

    /** What was heard before is done then. Of the event loop. */
    private Future<@Nullable Void> before = Future.succeededFuture();

    Sink(StreamId stream, Caller caller, Notes notes, ServerWebSocket socket) {
      this.stream = stream;
      this.caller = caller;
      this.notes = notes;
      this.socket = socket;
      this.texts = new SocketTexts(socket);
    }

    /** A look at recordings leaves a trace: one for each ten minutes of them. */
    Future<@Nullable Void> looked(Instant at) {
      long together = together(at);
      return notes
          .look(
              caller,
              "recording.seen",
              stream + "/" + together,
              Map.of("stream", stream, "begin", at))
          .onSuccess(done -> noted = together);
    }

    private static long together(Instant at) {
      return Math.floorDiv(at.getEpochSecond(), TOGETHER_SECONDS);
    }

    @Override
    public void init(String mime, int width, int height) {
      tell("init", Map.of("mime", mime, "width", width, "height", height));
    }

    @Override
    public void gap(Gap gap) {
      tell("gap", TimelineTree.gap(gap));
    }

    @Override
    public void end(Instant at) {
      tell("end", Map.of("at", at.toString()));
    }

    @Override
    public void error(String text) {
      tell("error", Map.of("text", text));
    }

    private void tell(String kind, Map<String, ?> rest) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("kind", kind);
      tree.putAll(rest);
      texts.send(Json.text(tree));
    }

    @Override
    public void binary(byte[] message) {
      Instant at = Instant.EPOCH.plus(ByteBuffer.wrap(message).getLong(), ChronoUnit.MICROS);
      if (together(at) != noted) {
        awaitNoted(at);
      }
      waiting.addAndGet(message.length);
      socket
          .writeBinaryMessage(Buffer.buffer(message))
          .onComplete(written -> waiting.addAndGet(-message.length));
    }

    /** What cannot be noted is not sent, and nothing behind it. On the player's thread. */
    private void awaitNoted(Instant at) {
      try {
        looked(at).toCompletionStage().toCompletableFuture().join();
      } catch (CompletionException e) {
        String why = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
        error(why);
        socket.close();
        throw new IllegalStateException(why, e);
      }
    }

    @Override
    public boolean writable() {
      return waiting.get() < QUEUE_BYTES && !socket.isClosed();
    }
  }
}
