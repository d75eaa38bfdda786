package org.gatehouse.server.wiring;

import java.time.Duration;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * A stream as its analysis reads it. It can be ended while the stream itself goes on: its readers
 * are closed then, which ends the lane as the end of the stream would. Thread-safe.
 */
final class LaneSource implements StreamSource {
  private final StreamSource stream;
  private volatile boolean ended;

  LaneSource(StreamSource stream) {
    this.stream = stream;
  }

  /** Ends the analysis of this stream for good. */
  void end() {
    ended = true;
  }

  @Override
  public StreamId id() {
    return stream.id();
  }

  @Override
  public StreamReader open(Start start) {
    return new LaneReader(stream.open(start));
  }

  private final class LaneReader implements StreamReader {
    private final StreamReader reader;

    LaneReader(StreamReader reader) {
      this.reader = reader;
    }

    @Override
    public @Nullable AccessUnit poll() {
      return ended ? null : reader.poll();
    }

    @Override
    public @Nullable AccessUnit take(Duration timeout) throws InterruptedException {
      return ended ? null : reader.take(timeout);
    }

    @Override
    public void release() {
      reader.release();
    }

    @Override
    public long missed() {
      return reader.missed();
    }

    @Override
    public long laps() {
      return reader.laps();
    }

    @Override
    public boolean closed() {
      return ended || reader.closed();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
