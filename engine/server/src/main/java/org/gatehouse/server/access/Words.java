package org.gatehouse.server.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads roles, rights, scopes, names and purposes as people write them. Pure. */
public final class Words {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
  private static final int LONGEST_PURPOSE = 200;

  private Words() {}

  /**
   * A constant by its word.
   *
   * @throws IllegalArgumentException if there is none; names those that are
   */
  public static <E extends Enum<E>> E one(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (Caller.word(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "expected %s, but saw '%s'".formatted(String.join(", ", all(type)), shown(word)));
  }

  /** Several, each by its word. */
  public static <E extends Enum<E>> Set<E> set(Class<E> type, Collection<String> words) {
    Set<E> set = EnumSet.noneOf(type);
    words.forEach(word -> set.add(one(type, word)));
    return set;
  }

  /** The words of all constants. */
  public static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Caller::word).toList();
  }

  /**
   * The name of a user or token, in lower case.
   *
   * @throws IllegalArgumentException if it can be none
   */
  public static String name(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 characters of a-z 0-9 . _ @ -, and begins with a letter or digit");
    }
    return name;
  }

  /**
   * Why somebody sees personal data, in their words.
   *
   * @throws IllegalArgumentException if there is none, or it is too long
   */
  public static String purpose(String text) {
    String purpose = text.strip().replaceAll("\\p{Cntrl}", " ");
    if (purpose.isEmpty() || purpose.length() > LONGEST_PURPOSE) {
      throw new IllegalArgumentException(
          "a purpose has 1 to " + LONGEST_PURPOSE + " characters, such as 'gate duty'");
    }
    return purpose;
  }

  private static String shown(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "..." : word.replaceAll("\\p{Cntrl}", "?");
  }
}
