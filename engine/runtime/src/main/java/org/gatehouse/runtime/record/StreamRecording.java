package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream: reads its ring, gives what it reads to the segments, and survives a disk that
 * fails. Owner: the recorder's thread; only {@link #counters} is for others.
 */
final class StreamRecording {
  /** What is ready is written when nothing has come for so long. */
  private static final long IDLE = TimeUnit.SECONDS.toNanos(2);

  private static final long RETRY_SECONDS = 10;
  private static final long RETRY = TimeUnit.SECONDS.toNanos(RETRY_SECONDS);

  /** Access units of one stream in one turn, so that the others get theirs. */
  private static final int TURN = 256;

  private final StreamId stream;
  private final Surroundings around;
  private final Ticker ticker;
  private final StreamReader reader;
  private final RecordLog log;
  private final DiskDuty duty;
  private final Tally tally = new Tally();
  private final GapBook gaps;
  private final SegmentLine line;

  private boolean failed;
  private long retryAt;
  private long lastUnitAt;
  private boolean first = true;
  private long missedBefore;

  /** Records what {@code reader} gives, which it closes in the end. */
  StreamRecording(StreamId stream, StreamReader reader, Surroundings around, SyncSchedule syncs) {
    this(stream, reader, around, syncs, Past.NONE);
  }

  /** Goes on with a stream after what was recorded of it before. */
  StreamRecording(
      StreamId stream, StreamReader reader, Surroundings around, SyncSchedule syncs, Past past) {
    this.stream = stream;
    this.around = around;
    this.ticker = around.ticker();
    this.reader = reader;
    this.log = new RecordLog(stream, around.store(), ticker);
    this.duty = new DiskDuty(around.disk(), syncs, log);
    this.gaps = new GapBook(past);
    this.line = new SegmentLine(stream, around, log, tally, duty, gaps, reader::release);
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
    if (line.isEmpty()) {
      reader.release();
    }
    tally.publish(line.segment() != null);
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
      line.close();
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

  private void accept(AccessUnit unit) throws IOException {
    boolean lapped = noteLaps();
    noteOutage();
    line.accept(unit, jump(), lapped);
    OpenSegment open = line.segment();
    if (failed && open != null) {
      failed = false;
      log.resumed(open);
    }
  }

  /** Before the first unit: the camera may have been away for longer than the recording. */
  private void noteOutage() {
    Interruptions.Interruption outage = first ? latestOutage() : null;
    first = false;
    if (outage != null && gaps.open()) {
      gaps.interrupted(outage.cause(), outage.beganMicros());
    }
  }

  /** Why the stream's clock does not go on, if it does not. */
  private GapCause jump() {
    Interruptions.Interruption outage = latestOutage();
    return outage == null ? GapCause.STREAM : outage.cause();
  }

  /** The stream's latest outage, if it was since the last unit came. */
  private Interruptions.@Nullable Interruption latestOutage() {
    Interruptions.Interruption latest = around.interruptions().latest(stream);
    return latest != null && latest.lastNanos() - lastUnitAt >= 0 ? latest : null;
  }

  /** What is due without a new access unit. */
  private void care(long now, int taken) throws Exception {
    if (duty.look(line.segment(), now)) {
      tally.ioErrors++;
    }
    if (taken > 0) {
      lastUnitAt = now;
    } else if (now - lastUnitAt > IDLE) {
      line.flush();
    }
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

  /** Gives the segment up, says so, and waits until the next attempt. */
  private void fail(Exception cause) {
    OpenSegment open = line.segment();
    tally.ioErrors++;
    gaps.interrupted(DiskTrouble.cause(cause), ticker.epochMicros());
    failed = true;
    retryAt = ticker.nanos() + RETRY;
    log.failed(cause, open == null ? "a new segment" : open.toString(), RETRY_SECONDS);
    line.giveUp();
  }
}
