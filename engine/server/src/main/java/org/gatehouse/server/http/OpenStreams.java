package org.gatehouse.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Answers that go on after their request was let through. One whose user, session or token may not
 * have it any more is closed by the next {@link #look}. Thread-safe.
 */
final class OpenStreams {
  /** RFC 6455 §7.4.1: it is against the rules now. */
  private static final short POLICY = 1008;

  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  /** One of them; no two are equal. */
  private record Stream(BooleanSupplier allowed, BooleanSupplier gone, Runnable end) {}

  /** Who may have a stream: asked again and again, for as long as it is open. */
  record Permit(OpenStreams streams, BooleanSupplier allowed) {
    void cover(ServerWebSocket socket) {
      streams.open.add(
          new Stream(
              allowed, socket::isClosed, () -> socket.close(POLICY, "access to this has ended")));
    }

    /** Must be called on the response's context, which ends it between two of its writes. */
    void cover(HttpServerResponse response) {
      Context own = Objects.requireNonNull(Vertx.currentContext());
      streams.open.add(
          new Stream(
              allowed,
              () -> response.ended() || response.closed(),
              () -> own.runOnContext(now -> end(response))));
    }

    private static void end(HttpServerResponse response) {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }
  }

  Permit permit(BooleanSupplier allowed) {
    return new Permit(this, allowed);
  }

  /** Closes what may not be open any more; to be called once a second. */
  void look() {
    open.removeIf(stream -> stream.gone().getAsBoolean() || ended(stream));
  }

  private static boolean ended(Stream stream) {
    boolean allowed = stream.allowed().getAsBoolean();
    if (!allowed) {
      stream.end().run();
    }
    return !allowed;
  }
}
