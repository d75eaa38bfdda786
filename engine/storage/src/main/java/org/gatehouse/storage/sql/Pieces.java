package org.gatehouse.storage.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.plate.PlatePattern;

/**
 * Three characters in a row of a plate: what an index finds reads by. Characters that look alike
 * are one, and the end of a plate counts as a character, so that the last two are a piece, too:
 * they tell plates apart better than the first ones, which half of a city has. Pure.
 */
public final class Pieces {
  /** Stands for the end; on no plate. */
  private static final String END = "$";

  private static final int LENGTH = 3;
  private static final Pattern JOKERS = Pattern.compile("[*?]+");

  private Pieces() {}

  /** A folded text as it is taken apart. */
  public static String ended(String folded) {
    return folded + END;
  }

  /** All of an ended text, each once. */
  public static Set<String> of(String ended) {
    Set<String> pieces = new LinkedHashSet<>();
    int[] characters = ended.codePoints().toArray();
    for (int i = 0; i + LENGTH <= characters.length; i++) {
      pieces.add(new String(characters, i, LENGTH));
    }
    return pieces;
  }

  /** Those that each plate has which a pattern is of; none if no three characters are fixed. */
  public static List<String> of(PlatePattern pattern) {
    Set<String> pieces = new LinkedHashSet<>();
    for (String run : JOKERS.split(ended(LookAlikes.fold(pattern.text())), -1)) {
      pieces.addAll(of(run));
    }
    return List.copyOf(pieces);
  }
}
