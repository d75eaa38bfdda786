package org.gatehouse.runtime.live;

import java.time.Duration;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one viewer of one stream: at once what is cached since the latest key frame, then each
 * picture as it comes. {@link #run} belongs on a thread of its own, best a virtual one; {@link
 * #close} may be called by any thread and ends it within a second.
 *
 * <p>When the sink stays full for longer than {@link #PATIENCE}, the viewer skips to the next key
 * frame and tells how many pictures that cost.
 */
public final class LiveViewer implements Runnable, AutoCloseable {
  /** A short hiccup of the connection is waited out: the ring keeps what comes meanwhile. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final StreamSource source;
  private final LiveSink sink;
  private final int looks;
  private final LiveFeed feed;

  /** True while the pictures are older than the live edge. Viewer's thread only, as all below. */
  private boolean catchingUp = true;

  private boolean skipping;
  private long missedBefore;

  private volatile boolean closed;

  /** A viewer of {@code source} that sends to {@code sink}. */
  public LiveViewer(StreamSource source, LiveSink sink) {
    this(source, sink, PATIENCE);
  }

  LiveViewer(StreamSource source, LiveSink sink, Duration patience) {
    this.source = source;
    this.sink = sink;
    this.looks = (int) patience.dividedBy(LOOK_AGAIN);
    this.feed = new LiveFeed(sink);
  }

  /** Sends until the stream ends, the viewer is closed, or the thread is interrupted. */
  @Override
  public void run() {
    try (StreamReader reader = source.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      while (!closed && !reader.closed()) {
        AccessUnit unit = next(reader);
        if (unit != null) {
          noteMissed(reader);
          deliver(unit);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private @Nullable AccessUnit next(StreamReader reader) throws InterruptedException {
    AccessUnit unit = reader.poll();
    if (unit != null) {
      return unit;
    }
    catchingUp = false;
    return reader.take(LONGEST_WAIT);
  }

  private void deliver(AccessUnit unit) throws InterruptedException {
    if (skipping && !unit.randomAccess()) {
      feed.drop(1);
    } else if (becomesWritable()) {
      skipping = false;
      feed.send(unit, catchingUp);
    } else {
      skipping = true;
      feed.drop(1);
    }
  }

  private void noteMissed(StreamReader reader) {
    long missed = reader.missed();
    if (missed != missedBefore) {
      feed.drop(missed - missedBefore);
      missedBefore = missed;
    }
  }

  private boolean becomesWritable() throws InterruptedException {
    boolean writable = sink.writable();
    for (int i = 0; i < looks && !writable && !closed; i++) {
      Thread.sleep(LOOK_AGAIN);
      writable = sink.writable();
    }
    return writable;
  }
}
