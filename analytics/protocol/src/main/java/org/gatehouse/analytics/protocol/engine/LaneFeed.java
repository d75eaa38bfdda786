package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one lane's access units to one worker, as its credits allow, on a thread of its own. When
 * the worker cannot follow, units are passed over up to the next random-access unit and counted.
 */
final class LaneFeed implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneFeed.class);
  private static final Duration WAIT = Duration.ofMillis(250);
  private static final long CREDIT_MILLIS = 1000;

  /** Leaves room for three parameter sets; far above any access unit of a sane camera. */
  private static final int LARGEST_UNIT = Protocol.MAX_FRAME - 256 * 1024;

  /** What a feed tells; called on its thread. */
  interface Watcher {
    void gap(Gap gap);

    void failed(IOException cause);

    /** The stream has ended and all of it was sent. */
    void ended();
  }

  private final Lane lane;
  private final FrameChannel media;
  private final Quarantine quarantine;
  private final Ticker ticker;
  private final long behindNanos;
  private final Watcher watcher;
  private final InFlight inFlight = new InFlight();
  private volatile boolean stopped;
  private boolean started;

  private @Nullable ParameterSets told;
  private @Nullable Passed passed;
  private long caughtUpNanos;
  private long missedBefore;

  /** Units that are being passed over. */
  private static final class Passed {
    final String cause;
    final long fromMicros;
    int units;

    Passed(String cause, long fromMicros) {
      this.cause = cause;
      this.fromMicros = fromMicros;
    }
  }

  LaneFeed(
      Lane lane,
      FrameChannel media,
      Quarantine quarantine,
      Ticker ticker,
      Duration behind,
      Watcher watcher) {
    this.lane = lane;
    this.media = media;
    this.quarantine = quarantine;
    this.ticker = ticker;
    this.behindNanos = behind.toNanos();
    this.watcher = watcher;
  }

  /** Begins to send, once; the supervisor's thread. */
  void start() {
    if (started || stopped) {
      return;
    }
    started = true;
    Thread.ofVirtual().name("lane-feed-" + lane.stream()).start(this);
  }

  /** Ends it soon; units sent before may still be decoded. */
  void stop() {
    stopped = true;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** How far its stream is known to have come; 0 before that. */
  long newestMicros() {
    return inFlight.newestSentMicros();
  }

  /** Up to when its stream was looked at; 0 if there was nothing to look at. */
  long seenToMicros() {
    return inFlight.seenToMicros();
  }

  @Override
  public void run() {
    try {
      boolean again = true;
      while (again && !stopped) {
        again = readOn();
      }
    } catch (IOException e) {
      if (!stopped) {
        watcher.failed(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the last random-access unit on; true to do so once more. */
  private boolean readOn() throws IOException, InterruptedException {
    try (StreamReader reader = lane.source.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      missedBefore = 0;
      caughtUpNanos = ticker.nanos();
      boolean open = isWanted();
      while (!stopped) {
        AccessUnit unit = next(reader);
        boolean wanted = isWanted();
        if (wanted && !open) {
          // What came since the last key picture was left out and is wanted now.
          return true;
        }
        open = wanted;
        if (unit != null && (open || unit.randomAccess())) {
          offer(unit);
        }
        // What the worker still has was copied: the stream's memory may be used again.
        reader.release();
        countMissed(reader);
        if (unit == null && reader.closed()) {
          watcher.ended();
          return false;
        }
      }
      return false;
    }
  }

  private boolean isWanted() {
    Demand demand = lane.demand;
    return demand == null || demand.isOpen(ticker.nanos());
  }

  private @Nullable AccessUnit next(StreamReader reader) throws InterruptedException {
    AccessUnit waiting = reader.poll();
    if (waiting != null) {
      return waiting;
    }
    caughtUpNanos = ticker.nanos();
    return reader.take(WAIT);
  }

  private void offer(AccessUnit unit) throws IOException, InterruptedException {
    if (passed != null && !unit.randomAccess()) {
      passOver(unit, "");
    } else if (unit.payload().length() > LARGEST_UNIT) {
      passOver(unit, "an access unit of " + unit.payload().length() + " bytes");
    } else if (quarantine.holds(lane.stream(), unit, ticker.nanos())) {
      passOver(unit, "an access unit that ended the analytics worker is left out");
    } else if (passed == null && ticker.nanos() - caughtUpNanos > behindNanos) {
      caughtUpNanos = ticker.nanos();
      passOver(unit, "overload: analysis fell behind the camera");
    } else if (!awaitCredit()) {
      if (!stopped) {
        passOver(unit, "overload: the analytics worker takes no more");
      }
    } else if (!stopped) {
      resume(unit);
      send(unit);
    }
  }

  private boolean awaitCredit() throws InterruptedException {
    return inFlight.acquire(CREDIT_MILLIS);
  }

  private void send(AccessUnit unit) throws IOException {
    long seq = lane.sequence.incrementAndGet();
    boolean withParameters = !Objects.equals(told, unit.parameters());
    told = unit.parameters();
    AccessUnit own = unit.detached();
    inFlight.sent(seq, own, ticker.nanos());
    media.send(MediaMessages.toMessage(lane.number, seq, own, withParameters));
  }

  private void passOver(AccessUnit unit, String cause) {
    Passed now = passed;
    if (now == null) {
      now = new Passed(cause, unit.epochMicros());
      passed = now;
      LOG.warn("camera {}: {}; going on at the next key frame", lane.stream(), cause);
    }
    now.units++;
    lane.dropped.increment();
  }

  private void resume(AccessUnit unit) {
    Passed ended = passed;
    if (ended == null) {
      return;
    }
    passed = null;
    watcher.gap(
        new Gap(
            lane.stream(),
            ended.fromMicros,
            Math.max(ended.fromMicros, unit.epochMicros()),
            ended.cause + " (" + ended.units + " access units passed over)"));
  }

  private void countMissed(StreamReader reader) {
    long missed = reader.missed();
    lane.dropped.add(missed - missedBefore);
    missedBefore = missed;
  }
}
