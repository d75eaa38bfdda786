package org.gatehouse.runtime.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;

/**
 * Entries of a change whose plate is taken for another one that is or would be on the lists. Those
 * of two kinds matter most: there a misread opens, or holds up, what it must not.
 *
 * @param pairs how many there are; two new plates that look alike are two
 * @param betweenKinds how many of them are of two kinds
 * @param examples some, those of two kinds first
 */
public record Collisions(long pairs, long betweenKinds, List<Pair> examples) {
  private static final int EXAMPLES = 20;

  /** Copies the list. */
  public Collisions {
    examples = List.copyOf(examples);
  }

  /** Two plates that differ in one character that looks alike. */
  public record Pair(String plate, ListKind kind, String other, ListKind otherKind) {}

  /**
   * Looks for them.
   *
   * @param whole whether the change takes the place of all that is there
   * @param progress told how many entries of the change were looked at
   */
  public static Collisions of(
      VehicleListStore store, ListChange change, boolean whole, LongConsumer progress) {
    VehicleColumns all = new VehicleColumns();
    if (!whole) {
      store.read(kept -> all.add(kept.entry(), 0));
    }
    int known = all.size();
    change.fresh(entry -> all.add(entry, 0));
    Search search = new Search(new VehicleIndex(all));
    for (int entry = known; entry < all.size(); entry++) {
      search.look(all.entry(entry));
      progress.accept(entry - known + 1L);
    }
    return search.found();
  }

  /** Used by one thread. */
  private static final class Search {
    private final VehicleIndex index;
    private final List<Pair> between = new ArrayList<>();
    private final List<Pair> within = new ArrayList<>();
    private long pairs;
    private long betweenKinds;

    Search(VehicleIndex index) {
      this.index = index;
    }

    void look(ListEntry entry) {
      index.alike(entry.plate(), other -> pair(entry, other));
    }

    private void pair(ListEntry entry, int other) {
      boolean same = index.kind(other) == entry.kind();
      pairs++;
      betweenKinds += same ? 0 : 1;
      List<Pair> kept = same ? within : between;
      if (kept.size() < EXAMPLES) {
        kept.add(
            new Pair(entry.plate(), entry.kind(), index.entry(other).plate(), index.kind(other)));
      }
    }

    Collisions found() {
      List<Pair> examples = new ArrayList<>(between);
      examples.addAll(within);
      int some = Math.min(EXAMPLES, examples.size());
      return new Collisions(pairs, betweenKinds, examples.subList(0, some));
    }
  }
}
