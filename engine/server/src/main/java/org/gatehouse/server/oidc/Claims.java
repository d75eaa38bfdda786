package org.gatehouse.server.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says of somebody. Pure. */
final class Claims {
  private static final int LONGEST_NAME = 64;

  private Claims() {}

  /**
   * A claim: one of that name, or what is behind its dots.
   *
   * @return null if there is none
   */
  static @Nullable Object find(Map<?, ?> claims, String path) {
    Object whole = claims.get(path);
    int dot = path.indexOf('.');
    while (whole == null && dot > 0) {
      if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        whole = find(inner, path.substring(dot + 1));
      }
      dot = path.indexOf('.', dot + 1);
    }
    return whole;
  }

  /** The texts of a claim that is a text, or a list of some; none of anything else. */
  static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String text -> List.of(text);
      case Collection<?> several ->
          several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  /** What somebody is called: the first of the claims that is a text with something in it. */
  static @Nullable String name(Map<?, ?> claims, List<String> paths) {
    for (String path : paths) {
      if (find(claims, path) instanceof String text && !text.isBlank()) {
        return plain(text.strip());
      }
    }
    return null;
  }

  private static String plain(String text) {
    String name = text.replaceAll("[^\\p{L}\\p{N} ._@+-]", "?");
    return name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, count(name))));
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }
}
