package org.gatehouse.storage.sql;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.gatehouse.contract.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events appended last, as they are. Most are delivered and shown in the moment after they were
 * appended: they need not be made of their rows again. Thread-safe.
 */
public final class RecentEvents {
  /** A power of two; some megabytes at most. */
  private static final int REMEMBERED = 512;

  private final AtomicReferenceArray<@Nullable StoredEvent> places =
      new AtomicReferenceArray<>(REMEMBERED);

  /** To be called once it is committed. */
  void add(StoredEvent stored) {
    places.set(place(stored.sequence()), stored);
  }

  /** The event of that sequence; null if it is not among the last. */
  @Nullable StoredEvent get(long sequence) {
    StoredEvent there = places.get(place(sequence));
    return there != null && there.sequence() == sequence ? there : null;
  }

  private static int place(long sequence) {
    return (int) (sequence & (REMEMBERED - 1));
  }
}
