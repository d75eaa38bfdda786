package org.gatehouse.integrations.kafka;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The producer, and another one in its place once it may never work again: a login that failed or
 * an error that is final to it outlasts its cause (KAFKA-20237). Thread-safe.
 */
final class LiveProducer implements AutoCloseable {
  /** So many failures in a row, and nothing else, are one too many. */
  private static final int MOST_FAILURES = 10;

  private final Supplier<Producer<String, byte[]>> maker;
  private @Nullable Producer<String, byte[]> current;
  private int failures;
  private boolean closed;

  /**
   * With its first one.
   *
   * @throws KafkaException if it cannot be made
   */
  LiveProducer(Supplier<Producer<String, byte[]>> maker) {
    this.maker = maker;
    current = maker.get();
  }

  /**
   * The one to use for an attempt.
   *
   * @throws KafkaException if none can be made now
   * @throws InterruptedException if this is closed
   */
  synchronized Producer<String, byte[]> get() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the destination is closed");
    }
    Producer<String, byte[]> now = current;
    if (now == null) {
      now = maker.get();
      current = now;
    }
    return now;
  }

  /** An attempt went well. */
  synchronized void worked() {
    failures = 0;
  }

  /**
   * An attempt with that one did not.
   *
   * @param forGood whether the next one would not, either
   */
  void failed(Producer<String, byte[]> with, boolean forGood) {
    synchronized (this) {
      if (with != current) {
        return;
      }
      failures++;
      if (!forGood && failures < MOST_FAILURES) {
        return;
      }
      failures = 0;
      current = null;
    }
    with.close(Duration.ZERO);
  }

  @Override
  public void close() {
    Producer<String, byte[]> last;
    synchronized (this) {
      closed = true;
      last = current;
      current = null;
    }
    if (last != null) {
      last.close(Duration.ZERO);
    }
  }
}
