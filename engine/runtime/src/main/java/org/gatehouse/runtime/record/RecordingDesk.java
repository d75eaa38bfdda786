package org.gatehouse.runtime.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Decides on which volume each stream is recorded. A camera stays where it was; a new one goes
 * where most room is left for what comes. When a volume cannot be written to, its cameras go to the
 * others at once, and come back, between two segments, when it can again. Thread-safe, and waits
 * for no disk: volumes are asked and tried on threads of their own.
 */
public final class RecordingDesk implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final double MAIN_BYTES_PER_SECOND = 250_000;
  private static final double SUB_BYTES_PER_SECOND = 60_000;

  /** The stamps of pictures are not quite those of the time that they last. */
  private static final long SEAM_MICROS = 500_000;

  private final Ticker ticker;
  private final Executor disk;
  private final @Nullable ExecutorService ownedDisk;
  private final @Nullable Thread thread;
  private final PastLookup lookup;
  private final List<Volume> volumes = new ArrayList<>();
  private final Map<StreamId, Placed> placed =
      new TreeMap<>(Comparator.comparing(StreamId::toString));

  /** Streams that were recorded since the engine started. */
  private final Set<StreamId> known = new HashSet<>();

  private boolean closed;

  /** A stream, and where it is recorded. Guarded by the lock. */
  private static final class Placed {
    final StreamSource source;
    RecordPlan plan;
    @Nullable Volume home;
    @Nullable Volume at;
    boolean moving;
    long bytes;
    long sinceNanos;
    double bytesPerSecond;

    Placed(StreamSource source, RecordPlan plan, long now) {
      this.source = source;
      this.plan = plan;
      this.sinceNanos = now;
      this.bytesPerSecond =
          source.id().name().equals("sub") ? SUB_BYTES_PER_SECOND : MAIN_BYTES_PER_SECOND;
    }

    StreamId id() {
      return source.id();
    }
  }

  /**
   * Starts a recorder for each volume.
   *
   * @param watch who is told what becomes of the segments of a store
   */
  public RecordingDesk(
      List<SegmentStore> stores,
      Ticker ticker,
      Duration sync,
      Function<SegmentStore, SegmentWatch> watch,
      Interruptions interruptions) {
    this(
        stores,
        ticker,
        sync,
        watch,
        interruptions,
        Executors.newVirtualThreadPerTaskExecutor(),
        true);
  }

  /**
   * With recorders that have no thread of their own if so wanted.
   *
   * @param disk does what waits for a disk
   */
  RecordingDesk(
      List<SegmentStore> stores,
      Ticker ticker,
      Duration sync,
      Function<SegmentStore, SegmentWatch> watch,
      Interruptions interruptions,
      Executor disk,
      boolean threaded) {
    this.ticker = ticker;
    this.disk = disk;
    this.ownedDisk = disk instanceof ExecutorService service ? service : null;
    this.lookup = new PastLookup(List.copyOf(stores), disk);
    for (SegmentStore store : stores) {
      Volume volume = new Volume(store, ticker);
      volume.recorder(
          new Recorder(
              store,
              ticker,
              sync,
              watch.apply(store),
              interruptions,
              cause -> volume.suspect(),
              threaded));
      volumes.add(volume);
    }
    this.thread =
        threaded ? Thread.ofPlatform().name("recording-desk").daemon(true).start(this::run) : null;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tick();
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Records a stream, or records one by another plan that is recorded already. */
  @SuppressWarnings("FutureReturnValueIgnored") // it never fails, and nobody waits
  public void add(StreamSource source, RecordPlan plan) {
    Placed stream = placed(source, plan);
    if (stream != null) {
      lookup.ends(stream.id()).thenAccept(ends -> begin(stream, ends));
    }
  }

  /** Null if the stream is recorded already. */
  private synchronized @Nullable Placed placed(StreamSource source, RecordPlan plan) {
    Placed present = placed.get(source.id());
    if (present != null && present.source == source) {
      present.plan = plan;
      if (present.at != null) {
        present.at.recorder().plan(source.id(), plan);
      }
      return null;
    }
    remove(source.id());
    Placed stream = new Placed(source, plan, ticker.nanos());
    placed.put(source.id(), stream);
    return stream;
  }

  private synchronized void begin(Placed stream, List<Long> ends) {
    if (closed || placed.get(stream.id()) != stream) {
      return;
    }
    int newest = newest(ends);
    Volume home = homeOfCamera(stream.id().camera());
    if (home == null) {
      home = newest >= 0 ? volumes.get(newest) : best(stream.bytesPerSecond, volumes);
    }
    stream.home = home;
    GapCause cause = known.add(stream.id()) ? GapCause.RESTART : GapCause.NOT_WANTED;
    long end = newest >= 0 ? ends.get(newest) : 0;
    Volume to = home;
    if (!home.serves()) {
      Volume other = otherThan(home, stream.bytesPerSecond);
      to = other == null ? home : other;
    }
    record(stream, to, new Past(end, cause));
  }

  private static int newest(List<Long> ends) {
    int newest = -1;
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i) > 0 && (newest < 0 || ends.get(i) > ends.get(newest))) {
        newest = i;
      }
    }
    return newest;
  }

  private @Nullable Volume homeOfCamera(CameraId camera) {
    for (Placed other : placed.values()) {
      if (other.id().camera().equals(camera) && other.home != null) {
        return other.home;
      }
    }
    return null;
  }

  private void record(Placed stream, Volume to, Past past) {
    stream.at = to;
    stream.moving = false;
    to.recorder().add(stream.source, stream.plan, past);
  }

  private @Nullable Volume otherThan(Volume volume, double more) {
    List<Volume> others =
        volumes.stream().filter(other -> other != volume && other.serves()).toList();
    return others.isEmpty() ? null : best(more, others);
  }

  private Volume best(double more, List<Volume> among) {
    List<Balance.Load> loads =
        among.stream().map(volume -> new Balance.Load(rate(volume), room(volume))).toList();
    return among.get(Balance.choose(loads, more));
  }

  private static long room(Volume volume) {
    return volume.serves() ? volume.usableBytes() : 0;
  }

  private double rate(Volume volume) {
    return placed.values().stream()
        .filter(stream -> stream.at == volume)
        .mapToDouble(stream -> stream.bytesPerSecond)
        .sum();
  }

  /** Writes what the stream's ring holds, closes its segment and stops. */
  public synchronized void remove(StreamId id) {
    Placed stream = placed.remove(id);
    if (stream != null && stream.at != null) {
      stream.at.recorder().remove(id);
    }
  }

  /** What was done for a stream since the engine started. */
  public RecordCounters counters(StreamId stream) {
    RecordCounters all = RecordCounters.ZERO;
    for (Volume volume : volumes) {
      all = all.plus(volume.recorder().counters(stream));
    }
    return all;
  }

  /** Why the stream is not recorded at this moment; null if it is, or nobody knows. */
  public synchronized @Nullable GapCause missing(StreamId id) {
    Placed stream = placed.get(id);
    if (stream == null) {
      return GapCause.NOT_WANTED;
    }
    Volume at = stream.at;
    if (at == null) {
      return null;
    }
    return at.serves() ? at.recorder().missing(id) : at.cause();
  }

  /** How the volumes fare, in their order. */
  public synchronized List<VolumeState> volumes() {
    return volumes.stream()
        .map(
            volume ->
                volume.state((int) placed.values().stream().filter(s -> s.at == volume).count()))
        .toList();
  }

  /** Once a second: looks after volumes, and measures. */
  void tick() {
    for (Volume volume : volumes) {
      probe(volume);
    }
    lookAfter();
  }

  private void probe(Volume volume) {
    long bytes;
    synchronized (this) {
      bytes = closed ? 0 : volume.dueProbe();
    }
    if (bytes > 0) {
      disk.execute(() -> probed(volume, volume.probe(bytes)));
    }
  }

  private synchronized void probed(Volume volume, @Nullable Exception trouble) {
    if (volume.probed(trouble) && !closed) {
      if (volume.serves()) {
        bringHome(volume);
      } else {
        leave(volume);
      }
    }
  }

  private synchronized void lookAfter() {
    for (Volume volume : volumes) {
      if (!closed && (volume.hangs() || !volume.serves())) {
        leave(volume);
      }
    }
    placed.values().forEach(this::measure);
  }

  private void measure(Placed stream) {
    long now = ticker.nanos();
    double seconds = (now - stream.sinceNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    if (seconds >= 60) {
      long bytes = counters(stream.id()).bytes();
      if (bytes > stream.bytes) {
        stream.bytesPerSecond = (bytes - stream.bytes) / seconds;
      }
      stream.bytes = bytes;
      stream.sinceNanos = now;
    }
  }

  /** Records elsewhere what was recorded on a volume that does not serve. */
  private void leave(Volume volume) {
    for (Placed stream : placed.values()) {
      Volume to = stream.at == volume ? otherThan(volume, stream.bytesPerSecond) : null;
      if (to != null) {
        long end = volume.recorder().counters(stream.id()).endMicros();
        volume.recorder().abandon(stream.id());
        record(stream, to, new Past(end, volume.cause(), Math.max(1, end - SEAM_MICROS)));
      }
    }
  }

  private void bringHome(Volume volume) {
    for (Placed stream : placed.values()) {
      Volume from = stream.at;
      if (stream.home == volume && from != null && from != volume && !stream.moving) {
        stream.moving = true;
        from.recorder().leave(stream.id(), past -> goOn(stream, from, volume, past));
      }
    }
  }

  /** On the recorder's thread that the stream has left. */
  private synchronized void goOn(Placed stream, Volume from, Volume to, Past past) {
    if (placed.get(stream.id()) == stream && stream.at == from) {
      record(stream, to.serves() ? to : from, past);
    }
  }

  /** Writes all that the rings hold and closes the segments. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    if (thread != null) {
      thread.interrupt();
    }
    volumes.parallelStream().forEach(volume -> volume.recorder().close());
    if (ownedDisk != null) {
      ownedDisk.shutdownNow();
    }
  }

  /** Gives every stream a turn, where the recorders have no threads. */
  void round() {
    for (Volume volume : volumes) {
      volume.recorder().round();
    }
  }
}
