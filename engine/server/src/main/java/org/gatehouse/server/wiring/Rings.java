package org.gatehouse.server.wiring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;

/**
 * All rings that are open. Sub streams share a budget of their own, so that having them does not
 * shorten what is held of the main ones. Thread-safe.
 */
final class Rings implements AutoCloseable {
  private static final long MAIN_BYTES = 800L << 20;
  private static final long SUB_BYTES = 64L << 20;

  private final RingBudget main = new RingBudget(MAIN_BYTES);
  private final RingBudget sub = new RingBudget(SUB_BYTES);
  private final Set<StreamRing> open = ConcurrentHashMap.newKeySet();

  StreamRing main(CameraId camera) {
    return opened(new StreamRing(StreamId.main(camera), main));
  }

  StreamRing sub(CameraId camera) {
    return opened(new StreamRing(StreamId.sub(camera), sub));
  }

  private StreamRing opened(StreamRing ring) {
    open.add(ring);
    return ring;
  }

  /** Ends a ring and, with it, all who read from it. */
  void close(StreamRing ring) {
    if (open.remove(ring)) {
      ring.close();
    }
  }

  @Override
  public void close() {
    open.forEach(this::close);
  }
}
