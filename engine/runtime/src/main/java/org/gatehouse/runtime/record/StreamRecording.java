package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.MediaClock;
import org.gatehouse.runtime.mp4.SpsRewrite;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream: reads its ring, decides where fragments and segments are cut, and survives a
 * disk that fails. A segment begins at a key frame: after {@link #SEGMENT} of video, when the
 * picture format changes, and after every interruption. Owner: the recorder's thread; only {@link
 * #counters} is for others.
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

  private final StreamId stream;
  private final SegmentStore store;
  private final Ticker ticker;
  private final StreamReader reader;
  private final RecordLog log;
  private final SyncSchedule syncs;
  private final MediaClock clock = new MediaClock();
  private final FragmentBuffer fragment = new FragmentBuffer();
  private final Tally tally = new Tally();

  private @Nullable OpenSegment segment;
  private @Nullable ParameterSets parameters;

  /** What interrupted the recording; set until the next segment begins. */
  private @Nullable GapCause gap;

  private boolean failed;
  private long retryAt;
  private long lastUnitAt;
  private long missedBefore;

  /** Wall-clock end of the last picture that went to the fragment. */
  private long endMicros;

  /** Records what {@code reader} gives, which it closes in the end. */
  StreamRecording(
      StreamId stream, StreamReader reader, SegmentStore store, Ticker ticker, SyncSchedule syncs) {
    this.stream = stream;
    this.store = store;
    this.ticker = ticker;
    this.syncs = syncs;
    this.reader = reader;
    this.log = new RecordLog(stream, store, ticker);
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
    } catch (IOException | RuntimeException e) {
      fail(e);
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
  private void care(long now, int taken) throws IOException {
    if (taken > 0) {
      lastUnitAt = now;
    } else if (now - lastUnitAt > IDLE) {
      flush();
    }
    OpenSegment open = segment;
    if (open != null && syncs.due(now)) {
      open.sync();
    }
  }

  private void accept(AccessUnit unit) throws IOException {
    boolean lapped = noteLaps();
    boolean formatChanged = noteFormat(unit);
    int usual = clock.interval();
    boolean jumped = clock.accept(unit);
    if (lapped || jumped) {
      fragment.complete(usual);
      interrupted(lapped ? GapCause.BEHIND : GapCause.STREAM);
    } else {
      fragment.completeAt(clock.decodeTime());
    }
    if (unit.randomAccess()) {
      flush();
      if (formatChanged || gap != null || segmentIsFull()) {
        closeSegment();
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
    fragment.hold(unit, clock.decodeTime(), clock.compositionOffset());
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
    clock.reorderDepth(SpsRewrite.reorderDepth(unit.parameters().sps()));
    if (unit.parameters().codec() != VideoCodec.H264) {
      log.unsupported(unit.parameters().codec());
    }
    return before != null;
  }

  private boolean segmentIsFull() {
    OpenSegment open = segment;
    return open != null && open.age(clock.decodeTime()) >= SEGMENT;
  }

  private void openSegment(AccessUnit first) throws IOException {
    if (first.parameters().codec() != VideoCodec.H264) {
      return;
    }
    OpenSegment opened =
        OpenSegment.create(store, stream, first, clock.decodeTime(), clock.compositionOffset());
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

  /** Writes the samples whose durations are known. */
  private void flush() throws IOException {
    OpenSegment open = segment;
    if (open == null || fragment.ready().isEmpty()) {
      return;
    }
    long before = open.size();
    open.write(fragment.ready());
    tally.fragments++;
    tally.frames += fragment.ready().size();
    tally.bytes += open.size() - before;
    fragment.written();
  }

  private void closeSegment() throws IOException {
    OpenSegment open = segment;
    if (open != null) {
      fragment.complete(clock.interval());
      flush();
      segment = null;
      open.finish();
    }
  }

  /** Gives the segment up, says so, and waits until the next attempt. */
  private void fail(Exception cause) {
    OpenSegment open = segment;
    segment = null;
    if (open != null) {
      open.abandon(cause);
    }
    tally.ioErrors++;
    tally.framesLost += fragment.clear();
    gap = GapCause.DISK;
    failed = true;
    retryAt = ticker.nanos() + RETRY;
    log.failed(cause, open == null ? "a new segment" : open.toString(), RETRY_SECONDS);
  }
}
