package org.gatehouse.storage.postgres;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.storage.sql.Pieces;

/**
 * What finds parts of plates: every piece as a number, together with the part of the log in which
 * it stands. So a search begins at the end of the log and need not look at what an often seen piece
 * has before, and what is written lies together. Pure.
 */
final class Grams {
  /** Sequences in one part of the log, as a power of two. */
  private static final int PART_BITS = 18;

  private static final int HASH_BITS = 40;

  /** From SplitMix64: spreads what is multiplied with it over all bits. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private Grams() {}

  /** The part of the log that a sequence is in. */
  static long part(long sequence) {
    return sequence >>> PART_BITS;
  }

  /** The first sequence of a part. */
  static long first(long part) {
    return part << PART_BITS;
  }

  /** Those of a read's folded texts, each once. */
  static long[] ofRead(long sequence, Iterable<String> folded) {
    Set<String> pieces = new TreeSet<>();
    for (String text : folded) {
      pieces.addAll(Pieces.of(Pieces.ended(text)));
    }
    return of(part(sequence), pieces);
  }

  /** Those of pieces in that part. */
  static long[] of(long part, Collection<String> pieces) {
    return pieces.stream().mapToLong(piece -> part << HASH_BITS | hash(piece)).sorted().toArray();
  }

  /** What has the same number by chance is sorted out when texts are compared. */
  private static long hash(String piece) {
    long hash = 0;
    for (int character : piece.codePoints().toArray()) {
      hash = (hash ^ character) * SPREAD;
      hash ^= hash >>> 29;
    }
    return hash >>> (Long.SIZE - HASH_BITS);
  }
}
