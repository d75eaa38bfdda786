package org.gatehouse.contract.list;

import java.util.function.Consumer;

/**
 * Entries that are to be put in the place of others, gathered beside the list: all of them become
 * part of it at once, or none. Used by one thread; closing it without {@link #apply} forgets them.
 */
public interface ListChange extends AutoCloseable {
  /**
   * Adds an entry, or puts it in the place of the one of the same plate, kind and beginning.
   *
   * @return false if the same plate, kind and beginning was put before: then nothing was done
   */
  boolean put(ListEntry entry);

  /** Entries of that plate that are not put are removed. */
  void clear(String plate);

  /**
   * What {@link #apply} would do now.
   *
   * @param whole whether entries that were not put are removed
   */
  Counts counts(boolean whole);

  /** Tells of all entries that would be new or changed. */
  void fresh(Consumer<ListEntry> each);

  /** Does it, all of it or nothing; it is on disk when this returns. */
  Counts apply(boolean whole);

  @Override
  void close();

  /** How many entries of which kind. */
  record Counts(long added, long changed, long removed, long unchanged) {}
}
