package org.gatehouse.runtime.record;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records streams into the segments of one volume, on one thread of its own. Thread-safe: others
 * send commands, which that thread carries out in their order.
 *
 * <p>The thread looks into all its rings ten times a second; a ring holds seconds of video, so this
 * loses nothing and costs less than being woken for each picture. What waits for a slow disk waits
 * in the rings, which are bounded; before they are full, {@link Shedder} leaves out what matters
 * least.
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
  private final Map<StreamId, Tally> known = new ConcurrentHashMap<>();
  private final @Nullable Thread thread;

  /** Streams being recorded. Recorder's thread only, as all that follows. */
  private final Map<StreamId, StreamRecording> active = new LinkedHashMap<>();

  private final Headroom headroom;
  private final Shedder shedder;

  /** Who may be left out, the first to go first. */
  private List<StreamRecording> sheddable = List.of();

  private int added;
  private volatile boolean closing;
  private volatile long aliveNanos;
  private volatile int shedStreams;
  private volatile boolean shedSound;

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
    this(store, ticker, syncPeriod, watch, Interruptions.UNKNOWN, cause -> {}, true);
  }

  /**
   * A recorder on {@code store}.
   *
   * @param trouble hears of each failed file operation, on the recorder's thread
   * @param threaded whether it starts its thread; else whoever made it calls {@link #round}
   */
  Recorder(
      SegmentStore store,
      Ticker ticker,
      Duration syncPeriod,
      SegmentWatch watch,
      Interruptions interruptions,
      Consumer<Exception> trouble,
      boolean threaded) {
    this.store = store;
    this.ticker = ticker;
    this.syncPeriod = syncPeriod;
    TimedDisk timed = new TimedDisk(threaded ? disk : Runnable::run, ticker);
    this.around =
        new Surroundings(
            store, ticker, timed, watch, interruptions, new ClockWatch(ticker), trouble);
    this.headroom = new Headroom(timed, ticker.nanos());
    this.shedder = new Shedder(headroom, ticker.nanos());
    this.aliveNanos = ticker.nanos();
    this.thread =
        threaded ? Thread.ofPlatform().name("recorder").daemon(true).start(this::run) : null;
  }

  /**
   * Records this stream from its latest key frame on, until it is removed or the recorder closes. A
   * stream of the same name is removed first.
   */
  public void add(StreamSource source) {
    add(source, RecordPlan.CONTINUOUS, Past.NONE);
  }

  /** Goes on with a stream after what was recorded of it elsewhere or before. */
  void add(StreamSource source, RecordPlan plan, Past past) {
    StreamReader reader =
        source.open(
            past.fromMicros() == 0
                ? StreamSource.Start.LATEST_RANDOM_ACCESS
                : StreamSource.Start.OLDEST_RANDOM_ACCESS);
    command(() -> begin(source.id(), reader, plan, past));
  }

  /** Records the stream by another plan from now on. */
  void plan(StreamId stream, RecordPlan plan) {
    command(
        () -> {
          StreamRecording recording = active.get(stream);
          if (recording != null) {
            recording.plan(plan);
            sheddable = ShedOrder.of(active.values());
          }
        });
  }

  /** Writes what the stream's ring holds, closes its segment and stops. */
  public void remove(StreamId stream) {
    command(() -> end(stream, StreamRecording::finish));
  }

  /** Stops at once; what is not written is left to whoever goes on with the stream. */
  void abandon(StreamId stream) {
    command(() -> end(stream, StreamRecording::abandon));
  }

  /**
   * Stops where the next segment would begin.
   *
   * @param next is told on this recorder's thread where another is to go on
   */
  void leave(StreamId stream, Consumer<Past> next) {
    command(
        () -> {
          StreamRecording recording = active.get(stream);
          if (recording != null) {
            recording.leaveTo(next);
          }
        });
  }

  /** What was done for the stream here. */
  public RecordCounters counters(StreamId stream) {
    Tally tally = known.get(stream);
    return tally == null ? RecordCounters.ZERO : tally.snapshot();
  }

  /** Why the stream is not recorded at this moment; null if it is, or nobody knows. */
  @Nullable GapCause missing(StreamId stream) {
    Tally tally = known.get(stream);
    return tally == null ? null : tally.missing;
  }

  /** Forgets what was done for a stream that is gone. */
  void forget(StreamId stream) {
    known.remove(stream);
  }

  /**
   * When its thread last went on to another stream, monotonic; it hangs in the disk if long ago.
   */
  long aliveNanos() {
    return aliveNanos;
  }

  /** Streams left out now because the disk is too slow. */
  public int shedStreams() {
    return shedStreams;
  }

  /** True while all sound is left out because the disk is too slow. */
  public boolean shedSound() {
    return shedSound;
  }

  /**
   * Writes all that the rings hold for it, closes the segments and ends the thread. When it
   * returns, everything published before the call is on disk. Idempotent.
   */
  @Override
  public void close() {
    closing = true;
    Thread running = thread;
    if (running == null) {
      finish();
      return;
    }
    LockSupport.unpark(running);
    try {
      if (!running.join(PATIENCE) || !disk.finish()) {
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
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closing) {
      boolean more = round();
      if (!more && commands.isEmpty() && !closing) {
        LockSupport.parkNanos(this, REST);
      }
    }
    finish();
  }

  private void finish() {
    obey();
    active.values().forEach(StreamRecording::finish);
    active.clear();
  }

  /** Gives each stream a turn; true if another round is due at once. Recorder's thread only. */
  boolean round() {
    obey();
    around.clock().look();
    boolean more = false;
    boolean gone = false;
    int writing = 0;
    long now = ticker.nanos();
    for (StreamRecording recording : active.values()) {
      aliveNanos = now;
      if (shedder.turn(now - recording.turnAt(), now, sheddable.size())) {
        shed();
      }
      more |= recording.turn();
      gone |= recording.over();
      writing += recording.writes() ? 1 : 0;
      long after = ticker.nanos();
      headroom.worked(after - now);
      now = after;
    }
    headroom.writing(writing);
    aliveNanos = now;
    if (gone) {
      removeHandedOver();
    }
    return more;
  }

  private void removeHandedOver() {
    Iterator<StreamRecording> all = active.values().iterator();
    while (all.hasNext()) {
      StreamRecording recording = all.next();
      if (recording.over()) {
        recording.abandon();
        all.remove();
      }
    }
    sheddable = ShedOrder.of(active.values());
  }

  /** Puts into force what is left out. */
  private void shed() {
    int streams = shedder.streams();
    boolean sound = shedder.sound();
    if (shedStreams == 0 && !shedSound) {
      LOG.warn(
          "recorder: the disk under {} is too slow for all, or the machine too busy; sound is left"
              + " out, then streams by priority. Use a faster disk, or more of them",
          store.root());
    }
    for (int i = 0; i < sheddable.size(); i++) {
      sheddable.get(i).shed(i < streams);
    }
    if (sound != shedSound) {
      active.values().forEach(recording -> recording.shedSound(sound));
    }
    shedStreams = streams;
    shedSound = sound;
    if (!sound) {
      LOG.info("recorder: the disk under {} keeps up again; nothing is left out", store.root());
    }
  }

  private void obey() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  private void begin(StreamId stream, StreamReader reader, RecordPlan plan, Past past) {
    end(stream, StreamRecording::finish);
    SyncSchedule syncs = new SyncSchedule(added++, ticker.nanos(), syncPeriod);
    Tally tally = known.computeIfAbsent(stream, none -> new Tally());
    StreamRecording recording =
        new StreamRecording(stream, reader, around, syncs, past, plan, tally);
    active.put(stream, recording);
    sheddable = ShedOrder.of(active.values());
    recording.shedSound(shedSound);
    recording.shed(sheddable.indexOf(recording) >= 0 && sheddable.indexOf(recording) < shedStreams);
  }

  private void end(StreamId stream, Consumer<StreamRecording> how) {
    StreamRecording recording = active.remove(stream);
    if (recording != null) {
      how.accept(recording);
      sheddable = ShedOrder.of(active.values());
    }
  }
}
