package org.gatehouse.storage.postgres;

import java.util.Set;
import java.util.TreeSet;

/**
 * What finds parts of plates: every three characters in a row as a number, together with the part
 * of the log in which they stand. So a search begins at the end of the log and need not look at
 * what an often seen part has before, and what is written lies together. Pure.
 */
final class Grams {
  /** Sequences in one part of the log, as a power of two. */
  private static final int PART_BITS = 18;

  private static final int HASH_BITS = 40;
  private static final int LENGTH = 3;

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

  /** Those of texts in that part, each once. */
  static long[] of(long part, Iterable<String> texts) {
    Set<Long> all = new TreeSet<>();
    for (String text : texts) {
      int[] characters = text.codePoints().toArray();
      for (int i = 0; i + LENGTH <= characters.length; i++) {
        all.add(part << HASH_BITS | hash(characters, i));
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /** What has the same number by chance is sorted out when texts are compared. */
  private static long hash(int[] characters, int at) {
    long hash = 0;
    for (int i = at; i < at + LENGTH; i++) {
      hash = (hash ^ characters[i]) * SPREAD;
      hash ^= hash >>> 29;
    }
    return hash >>> (Long.SIZE - HASH_BITS);
  }
}
