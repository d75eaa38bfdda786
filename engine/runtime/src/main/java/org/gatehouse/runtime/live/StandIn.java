package org.gatehouse.runtime.live;

import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;

/**
 * Another stream of the same camera that runs already, for a viewer whose own stream is only being
 * opened: its latest key picture is shown first. The viewer is told that it is a still, so that
 * nobody takes it for live. Thread-safe.
 */
public final class StandIn {
  static final String TOLD = "{\"kind\":\"still\"}";

  /** What is older is not shown, and a stream that has nothing newer does not run. */
  private static final long OLD_MICROS = 5_000_000;

  private final StreamSource source;
  private final Ticker ticker;

  /** That stream's pictures, aged by that clock. */
  public StandIn(StreamSource source, Ticker ticker) {
    this.source = source;
    this.ticker = ticker;
  }

  /**
   * Shows its picture unless the wanted stream runs, it has no picture that is new enough, or the
   * viewer does not play it.
   *
   * @return true if it was shown: what is cached of the wanted stream is older
   */
  boolean showInsteadOf(StreamSource wanted, LiveSink sink, LiveWishes wishes) {
    if (runs(wanted)) {
      return false;
    }
    try (StreamReader reader = source.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      AccessUnit key = reader.poll();
      boolean good =
          key != null && isNew(key) && wishes.codecs().contains(key.parameters().codec());
      if (key != null && good) {
        sink.text(TOLD);
        new LiveFeed(sink, source.id().name(), new SoundTrack(false)).send(key, true);
      }
      return good;
    }
  }

  private boolean runs(StreamSource wanted) {
    boolean runs = false;
    try (StreamReader reader = wanted.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      for (AccessUnit unit = reader.poll(); unit != null; unit = reader.poll()) {
        runs = isNew(unit);
      }
    }
    return runs;
  }

  private boolean isNew(AccessUnit unit) {
    return ticker.epochMicros() - unit.epochMicros() <= OLD_MICROS;
  }
}
