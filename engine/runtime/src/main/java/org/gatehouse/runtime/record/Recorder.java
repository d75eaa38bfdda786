package org.gatehouse.runtime.record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records streams into the segments of one volume, on one thread of its own. Thread-safe: others
 * send commands, which that thread carries out in their order.
 *
 * <p>The thread looks into all its rings ten times a second; a ring holds seconds of video, so this
 * loses nothing and costs less than being woken for each picture.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final long REST = Duration.ofMillis(100).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Time between two syncs of a segment unless something else is asked for. */
  public static final Duration SYNC = Duration.ofSeconds(10);

  private final SegmentStore store;
  private final Ticker ticker;
  private final Duration syncPeriod;
  private final DiskThreads disk = new DiskThreads(PATIENCE);
  private final Surroundings around;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Map<StreamId, StreamRecording> known = new ConcurrentHashMap<>();
  private final Thread thread;

  /** Streams being recorded. Recorder's thread only. */
  private final Map<StreamId, StreamRecording> active = new LinkedHashMap<>();

  private int added;
  private volatile boolean closing;

  /** A recorder on {@code store}; it starts its thread at once. */
  public Recorder(SegmentStore store, Ticker ticker) {
    this(store, ticker, SYNC, SegmentWatch.NONE);
  }

  /**
   * A recorder on {@code store}; it starts its thread at once.
   *
   * @param syncPeriod what a power cut may cost of each stream, and a fragment
   * @param watch is told what becomes of segments
   */
  public Recorder(SegmentStore store, Ticker ticker, Duration syncPeriod, SegmentWatch watch) {
    this.store = store;
    this.ticker = ticker;
    this.syncPeriod = syncPeriod;
    this.around = new Surroundings(store, ticker, disk, watch);
    this.thread = Thread.ofPlatform().name("recorder").daemon(true).start(this::run);
  }

  /**
   * Records this stream from its latest key frame on, until it is removed or the recorder closes. A
   * stream of the same name is removed first.
   */
  public void add(StreamSource source) {
    StreamReader reader = source.open(StreamSource.Start.LATEST_RANDOM_ACCESS);
    command(() -> begin(source.id(), reader));
  }

  /** Writes what the stream's ring holds, closes its segment and stops. */
  public void remove(StreamId stream) {
    command(() -> end(stream));
  }

  /** What was done for the stream since it was last added. */
  public RecordCounters counters(StreamId stream) {
    StreamRecording recording = known.get(stream);
    return recording == null ? RecordCounters.ZERO : recording.counters();
  }

  /**
   * Writes all that the rings hold for it, closes the segments and ends the thread. When it
   * returns, everything published before the call is on disk. Idempotent.
   */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(PATIENCE) || !disk.finish()) {
        LOG.error("recorder: the disk under {} does not answer; segments stay open", store.root());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disk.close();
    }
  }

  private void command(Runnable command) {
    commands.add(command);
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closing) {
      obey();
      around.clock().look();
      boolean more = false;
      for (StreamRecording recording : active.values()) {
        more |= recording.turn();
      }
      if (!more && commands.isEmpty() && !closing) {
        LockSupport.parkNanos(this, REST);
      }
    }
    obey();
    active.values().forEach(StreamRecording::finish);
    active.clear();
  }

  private void obey() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  private void begin(StreamId stream, StreamReader reader) {
    end(stream);
    SyncSchedule syncs = new SyncSchedule(added++, ticker.nanos(), syncPeriod);
    StreamRecording recording = new StreamRecording(stream, reader, around, syncs);
    active.put(stream, recording);
    known.put(stream, recording);
  }

  private void end(StreamId stream) {
    StreamRecording recording = active.remove(stream);
    if (recording != null) {
      recording.finish();
    }
  }
}
