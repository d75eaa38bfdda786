package org.gatehouse.runtime.list;

import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.plate.LookAlikes;

/**
 * Entries by plate: about 60 bytes each, in a few arrays. What looks alike is found by asking for
 * each plate that differs in one look-alike, so that no second table is needed. Owners are not in
 * it. Immutable but for the passes that are used; thread-safe.
 */
final class VehicleIndex {
  /** What a read has in the place of a sign that could not be read. */
  static final char UNKNOWN = '?';

  private final VehicleColumns columns;

  /** Numbers of entries, one more than they are so that 0 is none; a power of two, half full. */
  private final int[] table;

  /** Signs that plates begin with and that are no letters of a keyboard, such as provinces. */
  private final String signs;

  VehicleIndex(VehicleColumns columns) {
    this.columns = columns;
    this.table = new int[Math.max(16, Integer.highestOneBit(Math.max(1, columns.size())) * 4)];
    StringBuilder first = new StringBuilder();
    for (int entry = 0; entry < columns.size(); entry++) {
      int slot = slot(columns.hash(entry));
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = entry + 1;
      String sign = String.valueOf(columns.first(entry));
      if (sign.charAt(0) > 0x2e80 && first.indexOf(sign) < 0) {
        first.append(sign);
      }
    }
    signs = first.toString();
  }

  private int slot(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x9e3779b9;
    return mixed >>> (Integer.numberOfLeadingZeros(table.length) + 1);
  }

  int size() {
    return columns.size();
  }

  /** Tells the numbers of all entries of a plate. */
  void find(CharSequence plate, IntConsumer found) {
    int slot = slot(VehicleColumns.hash(plate));
    while (table[slot] != 0) {
      if (columns.is(table[slot] - 1, plate)) {
        found.accept(table[slot] - 1);
      }
      slot = (slot + 1) & (table.length - 1);
    }
  }

  /**
   * Tells the numbers of all entries whose plate differs in exactly one character that looks alike:
   * letters and digits by their shape, signs of provinces all from one another. A sign that was not
   * read may be any.
   */
  void alike(String plate, IntConsumer found) {
    StringBuilder variant = new StringBuilder(plate);
    for (int i = 0; i < plate.length(); i++) {
      char own = plate.charAt(i);
      String others = i == 0 && (own > 0x2e80 || own == UNKNOWN) ? signs : LookAlikes.of(own);
      for (int k = 0; k < others.length(); k++) {
        if (others.charAt(k) != own) {
          variant.setCharAt(i, others.charAt(k));
          find(variant, found);
        }
      }
      variant.setCharAt(i, own);
    }
  }

  ListKind kind(int entry) {
    return columns.kind(entry);
  }

  /** An entry without its owner. */
  ListEntry entry(int entry) {
    return columns.entry(entry);
  }

  boolean holdsAt(int entry, long epochSecond) {
    return columns.from(entry) <= epochSecond && epochSecond < columns.until(entry);
  }

  Set<String> lanes(int entry) {
    return columns.lanes(entry);
  }

  List<String> schedule(int entry) {
    return columns.schedule(entry);
  }

  /** Whether a visitor may pass once more. */
  boolean passLeft(int entry) {
    return columns.passLeft(entry);
  }

  /** How many passes are left of an entry that gives some. */
  void left(int entry, int passes) {
    columns.left(entry, passes);
  }

  /** The entry of that plate, kind and beginning; -1 if there is none. */
  int same(ListEntry wanted) {
    int[] match = {-1};
    long from = VehicleColumns.second(wanted.from(), Long.MIN_VALUE);
    find(
        wanted.plate(),
        entry -> {
          if (columns.kind(entry) == wanted.kind() && columns.from(entry) == from) {
            match[0] = entry;
          }
        });
    return match[0];
  }
}
