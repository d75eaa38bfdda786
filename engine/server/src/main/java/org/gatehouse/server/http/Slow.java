package org.gatehouse.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/**
 * What waits for something outside, such as a camera: on a virtual thread each, so that the few
 * worker threads are left for files and the event log.
 */
final class Slow {
  private Slow() {}

  /** Must be called on the event loop, to which the answer comes back. */
  static <T> Future<T> ask(Vertx vertx, Callable<T> question) {
    Context loop = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    Thread.ofVirtual()
        .name("request")
        .start(
            () -> {
              try {
                T result = question.call();
                loop.runOnContext(there -> answer.complete(result));
              } catch (Exception e) {
                loop.runOnContext(there -> answer.fail(e));
              }
            });
    return answer.future();
  }
}
