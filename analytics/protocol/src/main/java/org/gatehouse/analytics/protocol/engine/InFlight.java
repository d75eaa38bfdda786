package org.gatehouse.analytics.protocol.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.contract.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * The access units of one feed that the worker has and has not decoded yet: at most as many as
 * there are credits. Once its worker is gone it keeps none. Thread-safe: the feed sends, the
 * control reader hears of decoding.
 */
final class InFlight {
  private final Semaphore credits = new Semaphore(Protocol.CREDITS);
  private final Map<Long, AccessUnit> units = new HashMap<>();
  private @Nullable AccessUnit inDecoder;
  private @Nullable AccessUnit last;
  private long thread;
  private long inDecoderSince;
  private long firstSentMicros;
  private long newestSentMicros;
  private long lastDecodedMicros;
  private long progressNanos;
  private boolean over;

  /** Waits for a credit. */
  boolean acquire(long millis) throws InterruptedException {
    return credits.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  synchronized void sent(long seq, AccessUnit unit, long nowNanos) {
    if (over) {
      return;
    }
    if (units.isEmpty()) {
      progressNanos = nowNanos;
    }
    units.put(seq, unit);
    firstSentMicros = firstSentMicros == 0 ? unit.epochMicros() : firstSentMicros;
    newestSentMicros = Math.max(newestSentMicros, unit.epochMicros());
  }

  /**
   * The worker is about to decode a unit.
   *
   * @param inThread its lane's thread, as the operating system numbers it; 0 if unknown
   */
  synchronized void decoding(long seq, long inThread, long nowNanos) {
    inDecoder = units.get(seq);
    last = inDecoder;
    thread = inThread;
    inDecoderSince = nowNanos;
  }

  /**
   * The unit left the decoder.
   *
   * @return true if it is the feed's first
   */
  synchronized boolean decoded(long seq, long nowNanos) {
    AccessUnit unit = units.remove(seq);
    if (unit == null) {
      return false;
    }
    boolean first = lastDecodedMicros == 0;
    inDecoder = null;
    progressNanos = nowNanos;
    lastDecodedMicros = Math.max(lastDecodedMicros, unit.epochMicros());
    credits.release();
    return first;
  }

  /** The worker is gone, and nobody asks any more of what it died. */
  synchronized void end() {
    over = true;
    units.clear();
    inDecoder = null;
    last = null;
  }

  /** The unit that is in the decoder, or was when the worker died. */
  synchronized @Nullable AccessUnit inDecoder() {
    return inDecoder;
  }

  /** The unit that was decoded last; what it shows may still be looked at. */
  synchronized @Nullable AccessUnit last() {
    return last;
  }

  /** Whether the lane runs in that thread of its worker. */
  synchronized boolean runsIn(long worker) {
    return worker != 0 && thread == worker;
  }

  /** How long one unit has been in the decoder, 0 if none is. */
  synchronized long decodingNanos(long nowNanos) {
    return inDecoder == null ? 0 : nowNanos - inDecoderSince;
  }

  /** How long units wait and none has left the decoder, 0 if none waits. */
  synchronized long stalledNanos(long nowNanos) {
    return units.isEmpty() ? 0 : nowNanos - progressNanos;
  }

  /** Time of the newest unit that was sent, 0 before the first. */
  synchronized long newestSentMicros() {
    return newestSentMicros;
  }

  /**
   * Time of the newest unit that was decoded, or, where none was, of the first that was sent; 0
   * before that.
   */
  synchronized long seenToMicros() {
    return lastDecodedMicros == 0 ? firstSentMicros : lastDecodedMicros;
  }
}
