package org.gatehouse.runtime.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The vehicles that a lane saw in the last minutes. What several cameras say of one vehicle, and
 * what one camera says of it twice, is put together: by the passage, else by the plate, else by the
 * time. Owner: the lane's thread.
 */
final class Transits {
  private static final long KEPT = TimeUnit.MINUTES.toNanos(5);
  private static final int MOST = 64;

  /** A vehicle that stands is reported once; one of which no end was reported goes at last. */
  private static final long STANDING = TimeUnit.MINUTES.toNanos(30);

  /** One that was opened for is expected to drive off. */
  private static final long OPENED_FOR = TimeUnit.MINUTES.toNanos(1);

  /** Within so long, two cameras of a lane see the same vehicle. */
  private static final long SAME = TimeUnit.SECONDS.toNanos(20);

  /** So many characters may a rear camera read otherwise than a front camera. */
  private static final int MISREAD = 2;

  private final Deque<Transit> recent = new ArrayDeque<>();

  /** The one that it belongs to, which is new if it is of none. */
  Transit of(Sighting seen) {
    Transit known = find(seen);
    if (known != null) {
      return known;
    }
    Transit fresh = new Transit(seen.passageId(), seen.startNanos(), seen.atNanos(), seen.at());
    add(fresh);
    return fresh;
  }

  void add(Transit transit) {
    recent.addFirst(transit);
    if (recent.size() > MOST) {
      recent.removeLast();
    }
  }

  private @Nullable Transit find(Sighting seen) {
    Transit known = named(seen.passageId());
    if (known != null) {
      return known;
    }
    for (Transit transit : recent) {
      boolean same = !seen.text().isEmpty() && seen.text().equals(transit.text);
      if (same && (near(transit, seen) || queues(transit, seen))) {
        return transit;
      }
    }
    // Who came first comes by the second camera first.
    for (Iterator<Transit> each = recent.descendingIterator(); each.hasNext(); ) {
      Transit transit = each.next();
      if (near(transit, seen) && seenByAnother(transit, seen)) {
        return transit;
      }
    }
    return null;
  }

  private static boolean near(Transit transit, Sighting seen) {
    return Math.abs(seen.startNanos() - transit.seenNanos) <= SAME
        || Math.abs(seen.startNanos() - transit.startNanos) <= SAME;
  }

  /** A vehicle that one camera has still in its picture may stand in a queue before the other. */
  private static boolean queues(Transit transit, Sighting seen) {
    return !transit.left && seenByAnother(transit, seen);
  }

  private static boolean seenByAnother(Transit transit, Sighting seen) {
    return !transit.passages.isEmpty()
        && !transit.passages.containsKey(seen.camera())
        && (seen.text().isEmpty()
            || transit.text.isEmpty()
            || distance(seen.text(), transit.text) <= MISREAD);
  }

  /** How many characters are to be put in, left out or changed to make one of the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /**
   * The one that is there and waits: of those that nobody opened for the one that came first, else
   * the latest; null if none is there.
   */
  @Nullable Transit present(long nowNanos) {
    @Nullable Transit found = null;
    for (Transit transit : recent) {
      if (isThere(transit, nowNanos) && (found == null || !transit.ordered)) {
        found = transit;
      }
    }
    return found;
  }

  private static boolean isThere(Transit transit, long nowNanos) {
    long longest = transit.ordered ? OPENED_FOR : STANDING;
    return !transit.left && nowNanos - transit.seenNanos <= longest;
  }

  /** Those that are there and were not opened for. */
  List<Transit> waiting(long nowNanos) {
    return recent.stream()
        .filter(transit -> isThere(transit, nowNanos) && !transit.ordered)
        .toList();
  }

  /** Those of them that came before it. */
  List<Transit> before(Transit transit, long nowNanos) {
    return waiting(nowNanos).stream()
        .filter(other -> other != transit && other.startNanos - transit.startNanos < 0)
        .toList();
  }

  /** It went through: whoever stood before it has gone, though no camera said so. */
  void overtaken(Transit by) {
    recent.stream()
        .filter(other -> other.startNanos - by.startNanos < 0)
        .forEach(other -> other.left = true);
  }

  /** The latest one, there or not. */
  @Nullable Transit latest() {
    return recent.peekFirst();
  }

  /** The one of that passage; null if it is not remembered. */
  @Nullable Transit named(String passageId) {
    for (Transit transit : recent) {
      if (transit.id.equals(passageId) || transit.passages.containsValue(passageId)) {
        return transit;
      }
    }
    return null;
  }

  /**
   * Forgets those that are long gone.
   *
   * @return their ids
   */
  Set<String> forget(long nowNanos) {
    Set<String> gone = new TreeSet<>();
    for (Iterator<Transit> each = recent.iterator(); each.hasNext(); ) {
      Transit transit = each.next();
      if (nowNanos - transit.seenNanos > (transit.left || transit.ordered ? KEPT : STANDING)) {
        each.remove();
        gone.add(transit.id);
      }
    }
    return gone;
  }
}
