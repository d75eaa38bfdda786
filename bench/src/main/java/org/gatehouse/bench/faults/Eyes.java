package org.gatehouse.bench.faults;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.EngineFeed;
import org.gatehouse.bench.engine.EngineStatus;

/**
 * All that is looked at of the engine: states from its feed as they come, counters and alarms once
 * a second. Used by one thread, but for the feed's.
 */
final class Eyes implements AutoCloseable {
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EngineStatus status;
  private final States states = new States();
  private final AlarmBook alarms = new AlarmBook();
  private final EngineFeed feed;
  private Map<String, Map<String, Long>> values = Map.of();
  private long askedNanos;

  /** Looks at an engine; closes neither it nor the status. */
  Eyes(java.net.URI engine, EngineStatus status) {
    this.status = status;
    this.feed = new EngineFeed(engine, states::told);
    this.askedNanos = System.nanoTime() - ASK_NANOS;
  }

  /** All of them stream, as was found by asking; for those of which the feed told nothing yet. */
  void foundStreaming(Collection<String> cameras, long nanos) {
    cameras.stream()
        .filter(camera -> states.latest(camera).state().equals("unknown"))
        .forEach(camera -> states.told(camera, States.STREAMING, nanos));
  }

  /** Asks what is due. */
  void look() throws InterruptedException {
    feed.check();
    long now = System.nanoTime();
    if (now - askedNanos >= ASK_NANOS) {
      askedNanos = now;
      status.byCamera(Script.METRICS).ifPresent(told -> values = told);
      long asked = System.nanoTime();
      status.alarms().ifPresent(listed -> alarms.listed(listed, asked));
    }
  }

  States states() {
    return states;
  }

  AlarmBook alarms() {
    return alarms;
  }

  /** A camera's counter or gauge as it was last told; 0 before. */
  long value(String metric, String camera) {
    return values.getOrDefault(metric, Map.of()).getOrDefault(camera, 0L);
  }

  @Override
  public void close() {
    feed.close();
  }
}
