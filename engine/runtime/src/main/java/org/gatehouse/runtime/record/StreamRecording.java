package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.MediaClock;
import org.gatehouse.runtime.mp4.ReorderDepth;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream: reads its ring, decides where fragments and segments are cut, and survives a
 * disk that fails. A segment begins at a key frame: after {@link #SEGMENT} of video, when the
 * format of pictures or sound changes, and after every interruption. Owner: the recorder's thread;
 * only {@link #counters} is for others.
 */
final class StreamRecording {
  /** A segment is cut at the first key frame after this. */
  private static final long SEGMENT = 60L * InitSegment.TIMESCALE;

  /** What is ready is written when nothing has come for so long. */
  private static final long IDLE = TimeUnit.SECONDS.toNanos(2);

  private static final long RETRY_SECONDS = 10;
  private static final long RETRY = TimeUnit.SECONDS.toNanos(RETRY_SECONDS);

  /** Access units of one stream in one turn, so that the others get theirs. */
  private static final int TURN = 256;

  /**
   * Where segments go and who takes part.
   *
   * @param disk does what waits for the disk
   */
  record Surroundings(SegmentStore store, Ticker ticker, Executor disk, SegmentWatch watch) {}

  private final StreamId stream;
  private final Surroundings around;
  private final Ticker ticker;
  private final StreamReader reader;
  private final RecordLog log;
  private final SyncSchedule syncs;
  private final MediaClock clock = new MediaClock();
  private final FragmentBuffer fragment = new FragmentBuffer();
  private final SoundLine sound;
  private final Tally tally = new Tally();

  private @Nullable OpenSegment segment;
  private @Nullable ParameterSets parameters;

  /** Parameter sets that no segment can begin with. */
  private @Nullable ParameterSets unusable;

  /** True while the disk threads have this stream's sync before them. */
  private final AtomicBoolean syncing = new AtomicBoolean();

  /** Failures to finish a segment, from other threads. */
  private final AtomicReference<@Nullable Unfinished> unfinished = new AtomicReference<>();

  private record Unfinished(OpenSegment segment, Exception cause) {}

  /** What interrupted the recording; set until the next segment begins. */
  private @Nullable GapCause gap;

  private boolean failed;
  private long retryAt;
  private long lastUnitAt;
  private long missedBefore;

  /** Wall-clock end of the last picture that went to the fragment. */
  private long endMicros;

  /** Records what {@code reader} gives, which it closes in the end. */
  StreamRecording(StreamId stream, StreamReader reader, Surroundings around, SyncSchedule syncs) {
    this.stream = stream;
    this.around = around;
    this.ticker = around.ticker();
    this.syncs = syncs;
    this.reader = reader;
    this.log = new RecordLog(stream, around.store(), ticker);
    this.sound = new SoundLine(log);
    this.lastUnitAt = ticker.nanos();
  }

  RecordCounters counters() {
    return tally.snapshot();
  }

  /** Takes a turn; true if the ring may hold more than one turn takes. */
  boolean turn() {
    long now = ticker.nanos();
    if (failed && now - retryAt < 0) {
      return false;
    }
    int taken = 0;
    try {
      taken = read(TURN);
      care(now, taken);
    } catch (Exception e) {
      fail(e);
    }
    if (fragment.isEmpty()) {
      reader.release();
    }
    tally.publish(segment != null);
    return taken == TURN;
  }

  /** Writes all that the ring still holds, closes the segment and the reader. */
  void finish() {
    try {
      failed = false;
      int taken;
      do {
        taken = read(TURN);
      } while (taken == TURN);
      closeSegment();
    } catch (IOException | RuntimeException e) {
      fail(e);
      countTheRest();
    }
    reader.close();
    tally.publish(false);
  }

  private void countTheRest() {
    while (reader.poll() != null) {
      tally.framesLost++;
    }
    noteLaps();
  }

  private int read(int most) throws IOException {
    int taken = 0;
    while (taken < most) {
      AccessUnit unit = reader.poll();
      if (unit == null) {
        break;
      }
      taken++;
      try {
        accept(unit);
      } catch (IOException | RuntimeException e) {
        tally.framesLost++;
        throw e;
      }
    }
    return taken;
  }

  /** What is due without a new access unit. */
  private void care(long now, int taken) throws Exception {
    noteTrouble();
    if (taken > 0) {
      lastUnitAt = now;
    } else if (now - lastUnitAt > IDLE) {
      flush();
    }
    OpenSegment open = segment;
    if (open != null && syncs.due(now) && syncing.compareAndSet(false, true)) {
      around.disk().execute(() -> sync(open));
    }
  }

  /** On a disk thread. */
  private void sync(OpenSegment open) {
    try {
      open.sync();
    } finally {
      syncing.set(false);
    }
  }

  /** Takes note of what went wrong on disk threads. */
  private void noteTrouble() throws Exception {
    Unfinished late = unfinished.getAndSet(null);
    if (late != null) {
      tally.ioErrors++;
      log.unfinished(late.cause(), late.segment());
    }
    OpenSegment open = segment;
    Exception trouble = open == null ? null : open.trouble();
    if (trouble != null) {
      throw trouble;
    }
  }

  private void accept(AccessUnit unit) throws IOException {
    boolean lapped = noteLaps();
    boolean formatChanged = noteFormat(unit);
    int usual = clock.interval();
    boolean jumped = clock.accept(unit);
    if (lapped || jumped) {
      fragment.complete(usual);
      sound.interrupted();
      interrupted(lapped ? GapCause.BEHIND : GapCause.STREAM);
    } else {
      fragment.completeAt(clock.decodeTime());
    }
    long presentation = clock.decodeTime() + clock.compositionOffset();
    sound.take(unit, presentation);
    if (unit.randomAccess()) {
      if (formatChanged || gap != null || segmentIsFull() || sound.changed(presentation)) {
        closeSegment();
      } else {
        flush();
      }
      if (segment == null) {
        openSegment(unit);
      }
    } else if (fragment.wouldPass(clock.decodeTime() + clock.interval())) {
      flush();
    }
    take(unit);
  }

  /** The first cause counts until recording goes on. */
  private void interrupted(GapCause cause) {
    if (gap == null) {
      gap = cause;
    }
  }

  private void take(AccessUnit unit) {
    if (segment == null) {
      tally.framesLost++;
      return;
    }
    fragment.hold(
        unit.payload(),
        unit.epochMicros(),
        clock.decodeTime(),
        clock.compositionOffset(),
        unit.randomAccess());
    endMicros = unit.epochMicros() + clock.interval() * 1_000_000L / InitSegment.TIMESCALE;
  }

  private boolean noteLaps() {
    long laps = reader.laps();
    boolean lapped = laps != tally.laps;
    if (lapped) {
      tally.laps = laps;
      tally.framesLost += reader.missed() - missedBefore;
      missedBefore = reader.missed();
    }
    return lapped;
  }

  /** True if the unit's parameter sets are not those of the segment. */
  private boolean noteFormat(AccessUnit unit) {
    ParameterSets before = parameters;
    if (unit.parameters().equals(before)) {
      return false;
    }
    parameters = unit.parameters();
    clock.reorderDepth(ReorderDepth.of(unit.parameters()));
    return before != null;
  }

  private boolean segmentIsFull() {
    OpenSegment open = segment;
    return open != null && open.age(clock.decodeTime()) >= SEGMENT;
  }

  private void openSegment(AccessUnit first) throws IOException {
    OpenSegment opened = create(first);
    if (opened == null) {
      return;
    }
    segment = opened;
    tally.segments++;
    tally.bytes += opened.size();
    GapCause cause = gap;
    if (cause != null && endMicros != 0) {
      tally.gaps++;
      log.gap(cause, endMicros, first.epochMicros(), tally.framesLost);
    }
    gap = null;
    if (failed) {
      failed = false;
      log.resumed(opened);
    }
  }

  /** A new file; null if the parameter sets are of no use, which is said once. */
  private @Nullable OpenSegment create(AccessUnit first) throws IOException {
    if (first.parameters().equals(unusable)) {
      return null;
    }
    long presentation = clock.decodeTime() + clock.compositionOffset();
    AudioFormat format = sound.format(presentation);
    try {
      OpenSegment opened =
          OpenSegment.create(
              around.store(),
              around.watch(),
              stream,
              first,
              format,
              clock.decodeTime(),
              clock.compositionOffset());
      sound.begin(format, presentation);
      unusable = null;
      return opened;
    } catch (IllegalArgumentException damaged) {
      unusable = first.parameters();
      log.unusable(first.parameters(), damaged);
      return null;
    }
  }

  /** Writes the samples whose durations are known. */
  private void flush() throws IOException {
    OpenSegment open = segment;
    if (open == null || fragment.ready().isEmpty()) {
      return;
    }
    long before = open.size();
    open.write(fragment.ready(), sound.ready(), sound.base());
    tally.fragments++;
    tally.frames += fragment.ready().count();
    tally.soundFrames += sound.ready().count();
    tally.bytes += open.size() - before;
    fragment.written();
    sound.written();
    reader.release();
  }

  private void closeSegment() throws IOException {
    OpenSegment open = segment;
    if (open != null) {
      fragment.complete(clock.interval());
      sound.complete();
      flush();
      sound.end();
      segment = null;
      finish(open);
    }
  }

  private void finish(OpenSegment open) {
    around
        .disk()
        .execute(
            () -> {
              try {
                open.finish();
              } catch (IOException | RuntimeException e) {
                unfinished.set(new Unfinished(open, e));
              }
            });
  }

  /** Gives the segment up, says so, and waits until the next attempt. */
  private void fail(Exception cause) {
    OpenSegment open = segment;
    segment = null;
    tally.ioErrors++;
    tally.framesLost += fragment.clear();
    sound.end();
    sound.interrupted();
    gap = GapCause.DISK_FAILED;
    failed = true;
    retryAt = ticker.nanos() + RETRY;
    log.failed(cause, open == null ? "a new segment" : open.toString(), RETRY_SECONDS);
    if (open != null) {
      finish(open);
    }
  }
}
