package org.gatehouse.runtime.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest outage of each stream and what was the matter: the worst that was seen while
 * it lasted. A camera that could not be reached was off, whatever its end looked like. Thread-safe.
 */
public final class OutageBook implements Interruptions {
  private final Ticker ticker;
  private final Map<StreamId, Outage> outages = new ConcurrentHashMap<>();

  private record Outage(Interruption told, boolean over) {}

  /** Without outages. */
  public OutageBook(Ticker ticker) {
    this.ticker = ticker;
  }

  /** A stream does not come, or still does not, for this cause. */
  public void down(StreamId stream, GapCause cause) {
    outages.compute(stream, (id, before) -> next(before, cause));
  }

  private Outage next(@Nullable Outage before, GapCause cause) {
    if (before == null || before.over) {
      return new Outage(new Interruption(cause, ticker.epochMicros(), ticker.nanos()), false);
    }
    GapCause worse = worse(before.told.cause(), cause);
    return new Outage(new Interruption(worse, before.told.beganMicros(), ticker.nanos()), false);
  }

  private static GapCause worse(GapCause a, GapCause b) {
    return weight(a) >= weight(b) ? a : b;
  }

  private static int weight(GapCause cause) {
    return switch (cause) {
      case CAMERA_OFF -> 3;
      case STALLED -> 2;
      case STREAM -> 1;
      default -> 0;
    };
  }

  /** The stream comes. */
  public void up(StreamId stream) {
    outages.computeIfPresent(
        stream,
        (id, outage) ->
            outage.over
                ? outage
                : new Outage(
                    new Interruption(
                        outage.told.cause(), outage.told.beganMicros(), ticker.nanos()),
                    true));
  }

  /** The stream is gone. */
  public void forget(StreamId stream) {
    outages.remove(stream);
  }

  @Override
  public @Nullable Interruption latest(StreamId stream) {
    Outage outage = outages.get(stream);
    return outage == null ? null : outage.told;
  }
}
