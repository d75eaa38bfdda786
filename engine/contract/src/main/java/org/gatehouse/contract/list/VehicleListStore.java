package org.gatehouse.contract.list;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/** Where the entries are kept. Thread-safe. */
public interface VehicleListStore extends AutoCloseable {
  /** Grows with every change of the entries, by whatever process; not with passes that are used. */
  long revision();

  /** How many entries there are. */
  long size();

  /** Tells of all entries of one moment, in the order of plates. */
  void read(Consumer<Kept> each);

  /** All entries of a plate, in the order of kinds. */
  List<ListEntry> of(String plate);

  /**
   * All entries of the first plates behind one, in their order.
   *
   * @param plate where the page before ended; empty for the first page
   * @param plates how many plates at most
   */
  List<ListEntry> after(String plate, int plates);

  /**
   * An entry as it is kept.
   *
   * @param used how many of its passes are used
   */
  record Kept(ListEntry entry, int used) {}

  /** Begins to gather changes; nobody sees any of them before {@link ListChange#apply}. */
  ListChange change();

  /**
   * Uses a visitor's pass for one passage; the same passage uses one pass only, however often it is
   * told.
   *
   * @return how many are left; empty if there is no such entry, or none of its passes was left
   */
  OptionalInt use(ListEntry entry, UUID passage, Instant at);

  @Override
  void close();
}
