package org.gatehouse.integrations.barrier.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * No body, of a request that leaves once. The client asks for its length just before it writes the
 * head. A GET whose connection broke without an answer it would write a second time, unasked: that
 * is refused here.
 */
final class OneHead implements BodyPublisher {
  private final Runnable leaving;
  private final AtomicBoolean gone = new AtomicBoolean();

  /**
   * Of one request.
   *
   * @param leaving is run when its head is about to be written
   */
  OneHead(Runnable leaving) {
    this.leaving = leaving;
  }

  @Override
  public long contentLength() {
    if (!gone.compareAndSet(false, true)) {
      throw new UncheckedIOException(new IOException("it was told already"));
    }
    leaving.run();
    return 0;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    BodyPublishers.noBody().subscribe(subscriber);
  }
}
