package org.gatehouse.runtime.ring;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamMemory;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.StreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * The last access units of one stream, from which all its consumers read.
 *
 * <p>The ring holds references to immutable access units, numbered from 0, in a fixed array of
 * slots. What every reader has passed goes once it is older than {@link #KEEP_MICROS} and not part
 * of the last whole group of pictures; so memory follows the bit rate, and what is left of the
 * budget is there for readers that are held up. It is bounded twice all the same: by the bytes of
 * its {@link RingBudget} share and by {@link #CAPACITY}. What is dropped to stay inside is always a
 * whole group of pictures from the old end, so a reader that starts there can decode. While the
 * share allows, the last whole group stays beside the one that grows; where it does not, {@link
 * #gopsTooLong} counts it.
 *
 * <p>Owner: one writer thread calls {@link #publish}; it takes no lock and waits for nobody. Every
 * other method may be called by any thread. Payloads lie in chunks that sessions fill ({@link
 * #memory}). A chunk is used again once all its units are dropped and every reader has released
 * them; otherwise it is left to the collector, so that being lapped never changes bytes under a
 * reader.
 */
public final class StreamRing implements StreamSource, StreamWriter, AutoCloseable {
  /** Access units held at most: 80 s at 25 pictures a second. */
  static final int CAPACITY = 2048;

  /**
   * What is older is held for readers only that have not come so far. Not a whole second, as groups
   * of pictures mostly are: else the moment of an arrival would decide whether one more is held.
   */
  static final long KEEP_MICROS = 1_500_000;

  /** What a reference, a slot and two object headers cost beside the payload, roughly. */
  private static final int OVERHEAD = 96;

  private static final RingReader[] NONE = {};

  private final StreamId id;
  private final RingBudget budget;
  private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(CAPACITY);
  private final LongAdder laps = new LongAdder();

  /** Number of the next unit to come. Written by the writer after its slot. */
  private volatile long head;

  /** Number of the oldest unit held. Written by the writer before it clears the slot. */
  private volatile long tail;

  /** Number of the newest random-access unit; -1 before the first. */
  private volatile long latestKey = -1;

  /** Bytes held, as the writer counts them. */
  private long held;

  private volatile long bytes;
  private final LongAdder gopsTooLong = new LongAdder();
  private volatile boolean closed;
  private volatile RingReader[] readers = NONE;

  /** Chunks that no more is written to, oldest first. Writer's thread only. */
  private final ArrayDeque<Filled> filled = new ArrayDeque<>();

  /** What the latest session fills. Writer's thread only. */
  private @Nullable RingMemory memory;

  private record Slot(long number, AccessUnit unit) {}

  /** A chunk, and the numbers of the units in it: from the first to before the end. */
  private record Filled(byte[] chunk, long first, long end) {}

  /** Units before this may be in use by somebody who closed his reader. */
  private volatile long lent;

  private long filledEnd;

  /** An empty ring that takes part in {@code budget} until it is closed. */
  public StreamRing(StreamId id, RingBudget budget) {
    this.id = id;
    this.budget = budget;
    budget.enter();
  }

  @Override
  public StreamId id() {
    return id;
  }

  /**
   * Memory for a session that begins; the one before it is over. Its last chunk, too, is to be used
   * again: hundreds of cameras that come and go would leave ten MiB a minute to the collector.
   */
  @Override
  public StreamMemory memory() {
    RingMemory before = memory;
    if (before != null) {
      before.end();
    }
    RingMemory next = new RingMemory(this, budget.chunks());
    memory = next;
    return next;
  }

  /** A session goes on in another chunk. Writer's thread only. */
  void filled(byte[] chunk) {
    filled.add(new Filled(chunk, filledEnd, head));
    filledEnd = head;
  }

  /** Takes a unit, unless the ring is closed or no decoder could start before this unit. */
  @Override
  public void publish(AccessUnit unit) {
    boolean undecodable = latestKey < 0 && !unit.randomAccess();
    if (closed || undecodable) {
      return;
    }
    long number = head;
    if (number - tail == CAPACITY) {
      dropOldest();
    }
    slots.set(slot(number), new Slot(number, unit));
    count(unit, 1);
    if (unit.randomAccess()) {
      latestKey = number;
    }
    head = number + 1;
    if (unit.randomAccess()) {
      retire(unit.epochMicros());
    }
    shrink();
    recycle();
    wakeReaders();
  }

  @Override
  public StreamReader open(Start start) {
    RingReader reader =
        switch (start) {
          case LATEST_RANDOM_ACCESS -> new RingReader(this, Math.max(latestKey, tail));
          case OLDEST_RANDOM_ACCESS -> new RingReader(this, tail);
          case NEXT_RANDOM_ACCESS -> new RingReader(this, head);
        };
    synchronized (this) {
      RingReader[] more = Arrays.copyOf(readers, readers.length + 1);
      more[readers.length] = reader;
      readers = more;
    }
    return reader;
  }

  /** Ends the stream: readers get what is left, then null. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    budget.leave();
    wakeReaders();
  }

  /** True after {@link #close}. */
  public boolean closed() {
    return closed;
  }

  /** Bytes held. */
  public long bytes() {
    return bytes;
  }

  /** Access units held. */
  public long units() {
    return head - tail;
  }

  /** Access units taken since the ring was made. */
  public long published() {
    return head;
  }

  /** Times that the share was too small for the last whole group of pictures. */
  public long gopsTooLong() {
    return gopsTooLong.sum();
  }

  /** Times that any reader was lapped. */
  public long laps() {
    return laps.sum();
  }

  /** Readers that are open. */
  public int readers() {
    return readers.length;
  }

  long head() {
    return head;
  }

  /** The unit of that number, or null if it is not held any more. */
  @Nullable AccessUnit at(long number) {
    Slot slot = slots.get(slot(number));
    return slot != null && slot.number == number ? slot.unit : null;
  }

  /**
   * Number of the first random-access unit held after {@code number}; the head if there is none.
   */
  long keyAfter(long number) {
    long end = head;
    for (long n = Math.max(tail, number + 1); n < end; n++) {
      AccessUnit unit = at(n);
      if (unit != null && unit.randomAccess()) {
        return n;
      }
    }
    return end;
  }

  void lapped() {
    laps.increment();
  }

  void forget(RingReader reader) {
    synchronized (this) {
      lent = Math.max(lent, reader.lent());
      readers = Arrays.stream(readers).filter(r -> r != reader).toArray(RingReader[]::new);
    }
  }

  /** Drops groups that are old, read by all, and followed by a whole one. Writer's thread only. */
  private void retire(long nowMicros) {
    long end = keyAfter(tail);
    while (end < latestKey && passed(end)) {
      AccessUnit next = at(end);
      if (next == null || nowMicros - next.epochMicros() < KEEP_MICROS) {
        return;
      }
      for (long n = tail; n < end; n++) {
        drop(n);
      }
      end = keyAfter(tail);
    }
  }

  /**
   * Gives chunks back whose units are all dropped; one that a reader may still look at is left to
   * the collector. The slots were cleared before the readers are looked at here, and a reader is
   * known to the ring before it looks at slots, so one of the two always sees the other.
   */
  private void recycle() {
    for (Filled oldest = filled.peek();
        oldest != null && oldest.end <= tail;
        oldest = filled.peek()) {
      filled.remove();
      if (oldest.first >= lent && released(oldest.end)) {
        budget.chunks().give(oldest.chunk);
      }
    }
  }

  private boolean released(long number) {
    for (RingReader reader : readers) {
      if (reader.held() < number) {
        return false;
      }
    }
    return true;
  }

  private boolean passed(long number) {
    for (RingReader reader : readers) {
      if (reader.position() < number) {
        return false;
      }
    }
    return true;
  }

  private void shrink() {
    long share = budget.share();
    while (bytes > share && tail < head - 1) {
      dropOldest();
    }
  }

  /** Drops the oldest group; of the only group, just the oldest unit. Writer's thread only. */
  private void dropOldest() {
    long first = tail;
    boolean onlyGroup = latestKey <= first;
    long end = onlyGroup ? first + 1 : keyAfter(first);
    if (end == latestKey || latestKey == first) {
      gopsTooLong.increment();
    }
    for (long n = first; n < end; n++) {
      drop(n);
    }
  }

  private void drop(long number) {
    AccessUnit unit = at(number);
    tail = number + 1;
    slots.set(slot(number), null);
    if (unit != null) {
      count(unit, -1);
    }
  }

  private void count(AccessUnit unit, int sign) {
    held += sign * (unit.payload().length() + (long) OVERHEAD);
    bytes = held;
  }

  private void wakeReaders() {
    for (RingReader reader : readers) {
      reader.wake();
    }
  }

  private static int slot(long number) {
    return (int) (number & (CAPACITY - 1));
  }
}
