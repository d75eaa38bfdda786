package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream: reads its ring while it is wanted and the disk keeps up, gives what it reads
 * to the segments, and survives a disk that fails. Owner: the recorder's thread; only {@link
 * #counters} is for others.
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
  private final Tally tally;
  private final GapBook gaps;
  private final SegmentLine line;
  private RecordPlan plan;

  /** What came before this is in files already; 0 once a later key frame was seen. */
  private long fromMicros;

  /** Not wanted now. */
  private boolean resting;

  /** Left out now; since when that was counted. */
  private boolean shed;

  private long shedCountedAt;

  /** Is told where another goes on, at the next key frame that would begin a segment. */
  private @Nullable Consumer<Past> successor;

  private boolean handedOver;

  private boolean failed;
  private long retryAt;
  private long turnAt;
  private long lastUnitAt;
  private boolean first = true;
  private long laps;
  private long missedBefore;

  /** Records all that {@code reader} gives, which it closes in the end. */
  StreamRecording(StreamId stream, StreamReader reader, Surroundings around, SyncSchedule syncs) {
    this(stream, reader, around, syncs, Past.NONE);
  }

  /** Goes on with a stream after what was recorded of it before. */
  StreamRecording(
      StreamId stream, StreamReader reader, Surroundings around, SyncSchedule syncs, Past past) {
    this(stream, reader, around, syncs, past, RecordPlan.CONTINUOUS, new Tally());
  }

  /** Goes on counting in a tally. */
  StreamRecording(
      StreamId stream,
      StreamReader reader,
      Surroundings around,
      SyncSchedule syncs,
      Past past,
      RecordPlan plan,
      Tally tally) {
    this.stream = stream;
    this.around = around;
    this.ticker = around.ticker();
    this.reader = reader;
    this.plan = plan;
    this.tally = tally;
    this.fromMicros = past.fromMicros();
    this.log = new RecordLog(stream, around.store(), ticker);
    this.duty = new DiskDuty(around.disk(), syncs, log);
    this.gaps = new GapBook(past);
    this.line = new SegmentLine(stream, around, log, tally, duty, gaps, reader::release);
    this.lastUnitAt = ticker.nanos();
    this.turnAt = lastUnitAt;
  }

  StreamId stream() {
    return stream;
  }

  RecordPlan plan() {
    return plan;
  }

  /** Records by another plan from now on. */
  void plan(RecordPlan next) {
    plan = next;
  }

  RecordCounters counters() {
    return tally.snapshot();
  }

  /** When it had its last turn, monotonic. */
  long turnAt() {
    return turnAt;
  }

  /** Hands over at the next key frame that would begin a segment; {@link #over} is true then. */
  void leaveTo(Consumer<Past> next) {
    successor = next;
  }

  /** True once it has handed over: it wants no more turns. */
  boolean over() {
    return handedOver;
  }

  /** True while it has an open segment. */
  boolean writes() {
    return line.segment() != null;
  }

  /** Takes a turn; true if the ring may hold more than one turn takes. */
  boolean turn() {
    long now = ticker.nanos();
    turnAt = now;
    if (failed && now - retryAt < 0) {
      return false;
    }
    int taken = 0;
    if (shed) {
      passOver(now);
    } else {
      taken = read(now);
    }
    if (line.isEmpty()) {
      reader.release();
    }
    publish();
    return taken == TURN;
  }

  private int read(long now) {
    int taken = 0;
    try {
      boolean open = plan.wish().open(ticker.epochMicros());
      if (open || (!resting && line.segment() != null)) {
        resting = false;
        taken = read(TURN);
      }
      care(now, taken);
      if (!open && taken < TURN) {
        rest();
      }
    } catch (Exception e) {
      fail(e);
    }
    return taken;
  }

  /** Nothing is wanted now: keeps to what may be wanted as pre-roll. */
  private void rest() throws IOException {
    long now = ticker.epochMicros();
    if (!resting) {
      resting = true;
      line.close();
      gaps.interrupted(GapCause.NOT_WANTED, now);
    }
    reader.pass(now - plan.wish().preRollMicros());
    lastUnitAt = ticker.nanos();
  }

  /** Leaves out what came, down to the last key frame, so that it can go on there. */
  private void passOver(long now) {
    tally.framesLost += reader.pass(ticker.epochMicros());
    tally.shedMillis += TimeUnit.NANOSECONDS.toMillis(now - shedCountedAt);
    shedCountedAt = now;
    lastUnitAt = now;
  }

  /** Leaves its pictures out from now on, or records them again. */
  void shed(boolean leaveOut) {
    if (leaveOut && !shed && !resting) {
      shedCountedAt = ticker.nanos();
      try {
        line.close();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
      gaps.interrupted(GapCause.SHED, ticker.epochMicros());
      shed = true;
    } else if (!leaveOut && shed) {
      shed = false;
    }
  }

  /** Leaves its sound out from now on, or records it again. */
  void shedSound(boolean leaveOut) {
    line.leaveOutSound(leaveOut, ticker.epochMicros());
  }

  /** Writes all that the ring still holds, closes the segment and the reader. */
  void finish() {
    try {
      failed = false;
      int taken = 0;
      do {
        taken = resting || shed ? 0 : read(TURN);
      } while (taken == TURN);
      line.close();
    } catch (IOException | RuntimeException e) {
      fail(e);
      countTheRest();
    }
    end();
  }

  /** Ends at once: another goes on elsewhere, with what is not written here. */
  void abandon() {
    line.giveUp();
    end();
  }

  private void end() {
    successor = null;
    reader.close();
    tally.recording = false;
    tally.publish();
  }

  private void countTheRest() {
    while (reader.poll() != null) {
      tally.framesLost++;
    }
    noteLaps();
  }

  private int read(int most) throws IOException {
    int taken = 0;
    while (taken < most && !handedOver) {
      AccessUnit unit = reader.poll();
      if (unit == null) {
        break;
      }
      taken++;
      try {
        take(unit);
      } catch (IOException | RuntimeException e) {
        tally.framesLost++;
        throw e;
      }
    }
    return taken;
  }

  private void take(AccessUnit unit) throws IOException {
    if (fromMicros != 0) {
      if (!unit.randomAccess() || unit.epochMicros() < fromMicros) {
        return;
      }
      fromMicros = 0;
    }
    if (successor != null && unit.randomAccess() && line.ends()) {
      handOver(unit);
    } else {
      accept(unit);
    }
  }

  private void handOver(AccessUnit next) throws IOException {
    Consumer<Past> to = successor;
    line.close();
    handedOver = true;
    if (to != null) {
      to.accept(new Past(gaps.end(), gaps.cause(), next.epochMicros()));
    }
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
    boolean lapped = reader.laps() != laps;
    if (lapped) {
      tally.laps += reader.laps() - laps;
      laps = reader.laps();
      tally.framesLost += reader.missed() - missedBefore;
      missedBefore = reader.missed();
    }
    return lapped;
  }

  private void publish() {
    tally.recording = line.segment() != null;
    tally.endMicros = gaps.end();
    tally.missing = missing();
    tally.publish();
  }

  /** Why nothing is recorded now: the camera's silence before whatever was the matter before. */
  private @Nullable GapCause missing() {
    Interruptions.Interruption outage = latestOutage();
    return outage == null ? gaps.cause() : outage.cause();
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
    around.trouble().accept(cause);
  }
}
