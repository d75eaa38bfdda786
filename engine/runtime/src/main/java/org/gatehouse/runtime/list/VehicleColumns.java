package org.gatehouse.runtime.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.plate.Umlauts;
import org.jspecify.annotations.Nullable;

/**
 * What entries say, a column each. Grows while it is filled by one thread; once it is published
 * only the passes change, under its lock.
 */
final class VehicleColumns {
  private static final int FIRST_ROOM = 1024;

  private char[] letters = new char[FIRST_ROOM * 8];

  /** Where a plate begins; it ends where the next one does. */
  private int[] starts = new int[FIRST_ROOM + 1];

  private long[] from = new long[FIRST_ROOM];
  private long[] until = new long[FIRST_ROOM];
  private byte[] kind = new byte[FIRST_ROOM];
  private byte[] passes = new byte[FIRST_ROOM];
  private byte[] left = new byte[FIRST_ROOM];

  /** Lanes and times, of which there are few different ones. */
  private int[] scope = new int[FIRST_ROOM];

  private final List<Scope> scopes = new ArrayList<>();
  private final Map<Scope, Integer> numbers = new HashMap<>();
  private int size;

  private record Scope(Set<String> lanes, List<String> schedule) {}

  void add(ListEntry entry, int used) {
    room(entry.plate().length());
    // An earlier version kept umlauts.
    for (int i = 0; i < entry.plate().length(); i++) {
      letters[starts[size] + i] = Umlauts.plain(entry.plate().charAt(i));
    }
    starts[size + 1] = starts[size] + entry.plate().length();
    from[size] = second(entry.from(), Long.MIN_VALUE);
    until[size] = second(entry.until(), Long.MAX_VALUE);
    kind[size] = (byte) entry.kind().code();
    passes[size] = (byte) entry.passes();
    left[size] = (byte) Math.max(0, entry.passes() - used);
    scope[size] =
        numbers.computeIfAbsent(
            new Scope(entry.lanes(), entry.schedule()),
            fresh -> {
              scopes.add(fresh);
              return scopes.size() - 1;
            });
    size++;
  }

  private void room(int length) {
    if (starts[size] + length > letters.length) {
      letters = Arrays.copyOf(letters, letters.length + letters.length / 2);
    }
    if (size == kind.length) {
      int more = size + size / 2;
      starts = Arrays.copyOf(starts, more + 1);
      from = Arrays.copyOf(from, more);
      until = Arrays.copyOf(until, more);
      kind = Arrays.copyOf(kind, more);
      passes = Arrays.copyOf(passes, more);
      left = Arrays.copyOf(left, more);
      scope = Arrays.copyOf(scope, more);
    }
  }

  static long second(@Nullable Instant time, long none) {
    return time == null ? none : time.getEpochSecond();
  }

  private static @Nullable Instant instant(long second, long none) {
    return second == none ? null : Instant.ofEpochSecond(second);
  }

  int size() {
    return size;
  }

  int hash(int entry) {
    int hash = 0;
    for (int i = starts[entry]; i < starts[entry + 1]; i++) {
      hash = 31 * hash + letters[i];
    }
    return hash;
  }

  static int hash(CharSequence plate) {
    int hash = 0;
    for (int i = 0; i < plate.length(); i++) {
      hash = 31 * hash + plate.charAt(i);
    }
    return hash;
  }

  boolean is(int entry, CharSequence plate) {
    int length = starts[entry + 1] - starts[entry];
    boolean same = length == plate.length();
    for (int i = 0; same && i < length; i++) {
      same = letters[starts[entry] + i] == plate.charAt(i);
    }
    return same;
  }

  char first(int entry) {
    return letters[starts[entry]];
  }

  ListKind kind(int entry) {
    return ListKind.of(kind[entry]);
  }

  /** Seconds since 1970. */
  long from(int entry) {
    return from[entry];
  }

  /** Seconds since 1970. */
  long until(int entry) {
    return until[entry];
  }

  Set<String> lanes(int entry) {
    return scopes.get(scope[entry]).lanes;
  }

  List<String> schedule(int entry) {
    return scopes.get(scope[entry]).schedule;
  }

  ListEntry entry(int entry) {
    return new ListEntry(
        new String(letters, starts[entry], starts[entry + 1] - starts[entry]),
        kind(entry),
        instant(from[entry], Long.MIN_VALUE),
        instant(until[entry], Long.MAX_VALUE),
        lanes(entry),
        schedule(entry),
        null,
        passes[entry]);
  }

  synchronized boolean passLeft(int entry) {
    return passes[entry] == 0 || left[entry] > 0;
  }

  synchronized void left(int entry, int passes) {
    left[entry] = (byte) passes;
  }
}
