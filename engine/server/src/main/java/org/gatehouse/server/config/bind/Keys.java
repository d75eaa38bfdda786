package org.gatehouse.server.config.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names of keys: how Java's become YAML's, and which one a misspelt key may have meant. */
public final class Keys {
  private Keys() {}

  /** {@code accessToken} becomes {@code access-token}. */
  public static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** {@code HALF_OPEN} becomes {@code half-open}. */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The known name closest to {@code seen}, if one is close enough to have been meant. */
  public static Optional<String> nearest(String seen, Collection<String> known) {
    String folded = fold(seen);
    int most = Math.max(1, folded.length() / 3);
    return known.stream()
        .filter(name -> distance(folded, fold(name)) <= most)
        .min(
            Comparator.<String>comparingInt(name -> distance(folded, fold(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String fold(String name) {
    return kebab(name).replace('_', '-');
  }

  /** Edit distance in which swapping two neighbours counts one (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
