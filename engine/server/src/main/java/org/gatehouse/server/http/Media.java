package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.gatehouse.runtime.playback.VideoFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends video that is read while it is sent, by HTTP Range (RFC 9110 §14). */
final class Media {
  private static final Logger log = LoggerFactory.getLogger(Media.class);

  private Media() {}

  /** Answers with the part that is asked for; reads on a virtual thread, a fragment at a time. */
  static void send(RoutingContext context, VideoFile video) {
    ByteRange range = ByteRange.parse(context.request().getHeader("Range"), video.size());
    HttpServerResponse response = context.response().putHeader("Accept-Ranges", "bytes");
    response.putHeader("Cache-Control", "no-store");
    if (range == null) {
      ByteRange.refuse(context, video.size());
      return;
    }
    response.putHeader("Content-Type", "video/mp4");
    // What is compressed already is not compressed again.
    response.putHeader("Content-Encoding", "identity");
    if (range.partial()) {
      response.setStatusCode(206).putHeader("Content-Range", range.header(video.size()));
    }
    response.putHeader("Content-Length", Long.toString(range.length()));
    Thread.ofVirtual().name("video").start(() -> send(context, video, range));
  }

  private static void send(RoutingContext context, VideoFile video, ByteRange range) {
    try {
      video.read(range.from(), range.length(), bytes -> write(context, bytes));
      context.response().end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The length is promised: all that can be said is that it does not come.
      log.debug("{} was cut off: {}", context.normalizedPath(), e.toString());
      context.request().connection().close();
    }
  }

  /** Waits until it is written: so much and no more is in memory for a client. */
  private static void write(RoutingContext context, ByteBuffer bytes)
      throws IOException, InterruptedException {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    Future<Void> written = context.response().write(Buffer.buffer(array));
    try {
      written.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException gone) {
      throw new IOException("the client has gone", gone);
    }
  }
}
