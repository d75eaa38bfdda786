package org.gatehouse.analytics.worker.lane;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.passage.Finding;
import org.gatehouse.analytics.worker.passage.LaneAnalyzer;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes and analyses one lane on a thread of its own, which owns decoder and analyser. When units
 * queue up or other lanes have the processor, pictures are decoded but not analysed; when all of
 * the worker's time is spent, only key pictures are decoded.
 */
public final class LaneRunner implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);
  private static final long IDLE_MILLIS = 250;
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * More than so many units that wait for one that is analysed, and it is decoded only: what a lane
   * says must be about now.
   */
  static final int MOST_WAITING = 2;

  /** Further back than any replay after a reconnect: the clock was set. */
  private static final long CLOCK_STEP_MICROS = 60_000_000;

  /** What is in the queue. */
  private sealed interface Item {
    record Unit(LaneUnit unit) implements Item {}

    record Restart() implements Item {}

    record Close() implements Item {}
  }

  private final int number;
  private final String stream;
  private final LaneDecoder decoder;
  private final LaneAnalyzer analyzer;
  private final CoreShare.Lane share;
  private final EngineLine engine;
  private final Ticker ticker;
  private final LaneTally tally = new LaneTally();
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();

  /** There is so little processor time that only key pictures are decoded. */
  private boolean keysOnly;

  private long analysedMicros;
  private long analysedNanos;
  private long reportedNanos;
  private long busyNanos;
  private long troubles;

  /**
   * A lane that is not running yet.
   *
   * @param masks what the analyser must not see
   */
  public LaneRunner(
      int number,
      String stream,
      Masks masks,
      LaneAnalyzer analyzer,
      CoreShare.Lane share,
      EngineLine engine,
      Ticker ticker) {
    this.number = number;
    this.stream = stream;
    this.decoder = new LaneDecoder(masks);
    this.analyzer = analyzer;
    this.share = share;
    this.engine = engine;
    this.ticker = ticker;
    this.reportedNanos = ticker.nanos();
    this.analysedNanos = ticker.nanos();
    this.busyNanos = ticker.nanos() - BUSY_NANOS;
  }

  /** Starts the thread. */
  public void start() {
    Thread.ofPlatform().name("lane-" + stream).start(this);
  }

  /**
   * Any thread: a unit to decode. The engine keeps to its credits, so the queue is bounded; one
   * that does not is refused.
   */
  public void offer(long seq, AccessUnit unit) {
    if (queue.size() > 2 * Protocol.CREDITS) {
      throw new IllegalStateException("more units than credits for lane " + stream);
    }
    queue.add(new Item.Unit(new LaneUnit(seq, unit)));
  }

  /** Any thread: the engine begins anew at a random-access unit; open tracks go on. */
  public void restart() {
    queue.add(new Item.Restart());
  }

  /** Any thread: what is queued is worked off, then open tracks are finished. */
  public void close() {
    queue.add(new Item.Close());
  }

  @Override
  public void run() {
    try {
      while (step()) {
        reportWhenDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      LOG.error("lane {} cannot go on", stream, e);
      engine.failed(number, e);
    } finally {
      decoder.close();
      analyzer.close();
    }
  }

  private boolean step() throws InterruptedException {
    Item item = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    switch (item) {
      case null -> idle();
      case Item.Unit(LaneUnit unit) -> decode(unit);
      case Item.Restart() -> decoder.restart();
      case Item.Close() -> {
        finish();
        return false;
      }
    }
    return true;
  }

  private void decode(LaneUnit next) throws InterruptedException {
    if (next.unit().randomAccess()) {
      keysOnly = share.isStarved();
    } else if (keysOnly) {
      tally.skipped();
      engine.decoded(number, next.seq());
      return;
    }
    engine.decoding(number, next.seq());
    long cpu = LaneTally.cpuNanos();
    boolean picture = push(next.unit()) && decoder.next();
    share.charge(tally.decodedSince(cpu));
    engine.decoded(number, next.seq());
    while (picture) {
      see(decoder.micros());
      picture = decoder.next();
    }
  }

  private boolean push(AccessUnit unit) {
    try {
      if (decoder.push(unit)) {
        return true;
      }
    } catch (RuntimeException e) {
      decoder.restart();
      trouble("cannot be decoded", e);
    }
    tally.skipped();
    return false;
  }

  private void see(long micros) throws InterruptedException {
    if (analysedMicros - micros > CLOCK_STEP_MICROS) {
      tell(analyzer.finish());
      analysedMicros = 0;
    }
    if (micros <= analysedMicros || !wants(micros)) {
      return;
    }
    if (!share.acquire(CoreShare.Lane.patience())) {
      tally.skipped();
      return;
    }
    long cpu = LaneTally.cpuNanos();
    try {
      if (queue.size() > MOST_WAITING) {
        // It was too long until its turn.
        tally.skipped();
      } else {
        analyse(micros);
      }
    } finally {
      share.done(tally.analysedSince(cpu));
      tally.analysedBeside(share.takeBeside());
    }
  }

  private boolean wants(long micros) {
    if (!analyzer.wants(micros)) {
      return false;
    }
    if (queue.size() > MOST_WAITING) {
      tally.skipped();
      return false;
    }
    return true;
  }

  private void analyse(long micros) throws InterruptedException {
    tally.analysing(queue.size());
    analysedMicros = micros;
    analysedNanos = ticker.nanos();
    try {
      tell(analyzer.accept(decoder.bgr(), micros));
    } catch (RuntimeException e) {
      trouble("cannot be analysed", e);
    }
    if (analyzer.isBusy() && analysedNanos - busyNanos >= BUSY_NANOS) {
      busyNanos = analysedNanos;
      engine.busy(number);
    }
  }

  private void idle() throws InterruptedException {
    if (analysedMicros == 0) {
      return;
    }
    long passed = TimeUnit.NANOSECONDS.toMicros(ticker.nanos() - analysedNanos);
    try {
      tell(analyzer.idle(analysedMicros + passed));
    } catch (RuntimeException e) {
      trouble("cannot let time pass", e);
    }
  }

  private void finish() throws InterruptedException {
    try {
      tell(analyzer.finish());
    } catch (RuntimeException e) {
      trouble("cannot be finished", e);
    }
    report();
    engine.closed(number);
  }

  private void tell(List<Finding> findings) throws InterruptedException {
    for (Finding finding : findings) {
      engine.found(number, finding);
    }
  }

  private void reportWhenDue() {
    if (ticker.nanos() - reportedNanos >= REPORT_NANOS) {
      report();
    }
  }

  private void report() {
    reportedNanos = ticker.nanos();
    engine.report(tally.report(number, decoder.errors(), analyzer.detections()));
  }

  /** The first one in full, then the powers of two: trouble comes with every picture, or not. */
  private void trouble(String what, RuntimeException e) {
    troubles++;
    if (troubles == 1) {
      LOG.warn("lane {} {}", stream, what, e);
    } else if (Long.bitCount(troubles) == 1) {
      LOG.warn("lane {} {}, {} times so far: {}", stream, what, troubles, e.toString());
    }
  }
}
