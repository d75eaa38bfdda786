package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.jspecify.annotations.Nullable;

/** A stream that keeps all that was published. Thread-safe. */
final class FakeStream implements StreamSource {
  private final StreamId id;
  private final List<AccessUnit> units = new ArrayList<>();
  private volatile int released;

  FakeStream(StreamId id) {
    this.id = id;
  }

  synchronized void publish(AccessUnit unit) {
    units.add(unit);
    notifyAll();
  }

  /** How many units were given to a reader when one last said that it keeps none of those. */
  int released() {
    return released;
  }

  @Override
  public StreamId id() {
    return id;
  }

  @Override
  public synchronized StreamReader open(Start start) {
    int at = units.size() - 1;
    while (at > 0 && !units.get(at).randomAccess()) {
      at--;
    }
    return new Reader(Math.max(0, at));
  }

  private synchronized @Nullable AccessUnit get(int index, long waitMillis)
      throws InterruptedException {
    long deadline = System.nanoTime() + waitMillis * 1_000_000;
    for (long left = waitMillis; index >= units.size() && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return index < units.size() ? units.get(index) : null;
  }

  private final class Reader implements StreamReader {
    private int next;

    Reader(int next) {
      this.next = next;
    }

    @Override
    public @Nullable AccessUnit poll() {
      try {
        return advance(0);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public @Nullable AccessUnit take(Duration timeout) throws InterruptedException {
      return advance(timeout.toMillis());
    }

    private @Nullable AccessUnit advance(long waitMillis) throws InterruptedException {
      AccessUnit unit = get(next, waitMillis);
      if (unit != null) {
        next++;
      }
      return unit;
    }

    @Override
    public void release() {
      released = next;
    }

    @Override
    public long missed() {
      return 0;
    }

    @Override
    public long laps() {
      return 0;
    }

    @Override
    public boolean closed() {
      return false;
    }

    @Override
    public void close() {}
  }
}
