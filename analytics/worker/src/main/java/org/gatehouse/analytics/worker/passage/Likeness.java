package org.gatehouse.analytics.worker.passage;

import org.gatehouse.contract.plate.LookAlikes;

/** How near two readings of a plate are, given that some characters look alike. Pure. */
final class Likeness {
  /** What it costs to take one look-alike for another. */
  private static final double ALIKE = 0.45;

  private Likeness() {}

  /** Whether both are the same but for characters that look alike, or one at an end left out. */
  static boolean alike(String a, String b) {
    return a.length() == b.length() ? distance(a, b) <= 2 * ALIKE : a.contains(b) || b.contains(a);
  }

  /** Whether both can be the same plate, seen at the same place. */
  static boolean same(String a, String b) {
    return distance(a, b) <= 1.5;
  }

  /** Whether both are the same, or of one shape on a plate. */
  static boolean twins(char a, char b) {
    return folded(a) == folded(b);
  }

  private static char folded(char c) {
    return switch (c) {
      case 'O' -> '0';
      case 'I' -> '1';
      default -> c;
    };
  }

  /** Edit distance, look-alikes at half price. */
  static double distance(String a, String b) {
    double[] row = new double[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      double diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        double change = diagonal + cost(a.charAt(i - 1), b.charAt(j - 1));
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static double cost(char a, char b) {
    if (a == b) {
      return 0;
    }
    // A province is one small, dense sign: the hardest to read of all.
    boolean provinces = a > 0x2e80 && b > 0x2e80;
    return provinces || LookAlikes.alike(a, b) ? ALIKE : 1;
  }
}
