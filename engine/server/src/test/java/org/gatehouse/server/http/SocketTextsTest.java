package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SocketTextsTest {
  private static final String TEXT = "x".repeat(SocketTexts.EACH);
  private static final int FIT = SocketTexts.MOST_BYTES / (2 * SocketTexts.EACH);

  /** What was written and not read yet. */
  private final Queue<Promise<Void>> written = new ArrayDeque<>();

  private final List<Object> closed = new ArrayList<>();
  private final SocketTexts texts = new SocketTexts(socket());

  private ServerWebSocket socket() {
    return (ServerWebSocket)
        Proxy.newProxyInstance(
            SocketTextsTest.class.getClassLoader(),
            new Class<?>[] {ServerWebSocket.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "writeTextMessage" -> {
                    Promise<Void> promise = Promise.promise();
                    written.add(promise);
                    yield promise.future();
                  }
                  case "close" -> {
                    closed.add(arguments[0]);
                    yield Future.succeededFuture();
                  }
                  case String other -> throw new UnsupportedOperationException(other);
                });
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      texts.send(TEXT);
    }
  }

  @Test
  void send_moreThanMayWait_closesTheSocketAndKeepsNoMore() {
    send(FIT);
    assertThat(closed).isEmpty();
    send(1);
    assertThat(closed).containsExactly((short) 1013);
    assertThat(written).hasSize(FIT);
  }

  @Test
  void send_toWhoReads_isNotLimited() {
    for (int i = 0; i < 3; i++) {
      send(FIT);
      written.forEach(Promise::complete);
      written.clear();
    }
    assertThat(closed).isEmpty();
  }
}
