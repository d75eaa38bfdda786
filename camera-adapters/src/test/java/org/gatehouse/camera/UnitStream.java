package org.gatehouse.camera;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * A stream of given units. Whoever wants the oldest gets them all at once, as from a ring; whoever
 * wants the latest gets each in its own time, and then the stream has ended. Thread-safe.
 */
public final class UnitStream implements StreamSource {
  private final StreamId id;
  private final List<AccessUnit> units;
  private final AtomicInteger open = new AtomicInteger();

  /** Of units whose first is a key picture. */
  public UnitStream(StreamId id, List<AccessUnit> units) {
    this.id = id;
    this.units = List.copyOf(units);
  }

  @Override
  public StreamId id() {
    return id;
  }

  /** Readers that are open. */
  public int readers() {
    return open.get();
  }

  @Override
  public StreamReader open(Start start) {
    open.incrementAndGet();
    return new Reader(start == Start.LATEST_RANDOM_ACCESS);
  }

  private final class Reader implements StreamReader {
    private final boolean paced;
    private final long begunNanos = System.nanoTime();
    private int next;

    Reader(boolean paced) {
      this.paced = paced;
    }

    private long dueNanos() {
      long ticks = units.get(next).ticks() - units.getFirst().ticks();
      return paced ? begunNanos + ticks * 100_000 / 9 : begunNanos;
    }

    @Override
    public @Nullable AccessUnit poll() {
      if (closed() || dueNanos() > System.nanoTime()) {
        return null;
      }
      next++;
      return units.get(next - 1);
    }

    @Override
    public @Nullable AccessUnit take(Duration timeout) throws InterruptedException {
      if (closed()) {
        return null;
      }
      long wait = Math.min(timeout.toNanos(), dueNanos() - System.nanoTime());
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      return poll();
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
      return next >= units.size();
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
