package org.gatehouse.server.vehicles;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.runtime.list.Collisions;

/**
 * What a sheet changes.
 *
 * @param applied whether it did; else it would
 * @param rows how many vehicles are in it
 * @param alike which of them look like others
 */
public record ImportOutcome(
    boolean applied, long rows, ListChange.Counts counts, Collisions alike) {
  /** As answers have it. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("applied", applied);
    tree.put("rows", rows);
    tree.put("added", counts.added());
    tree.put("changed", counts.changed());
    tree.put("removed", counts.removed());
    tree.put("unchanged", counts.unchanged());
    tree.put("lookAlikes", alike.pairs());
    tree.put("lookAlikesOfAnotherKind", alike.betweenKinds());
    tree.put("examples", alike.examples().stream().map(ImportOutcome::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Collisions.Pair pair) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("plate", pair.plate());
    tree.put("kind", word(pair.kind()));
    tree.put("other", pair.other());
    tree.put("otherKind", word(pair.otherKind()));
    return tree;
  }

  /** A kind as sheets and answers have it. */
  public static String word(ListKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
