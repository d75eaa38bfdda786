package org.gatehouse.server.http.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A path with places for values, such as {@code /api/v1/cameras/{camera}/ptz}. Immutable.
 *
 * @param text as written
 * @param parts between the slashes
 */
public record PathPattern(String text, List<String> parts) {
  static PathPattern of(String text) {
    return new PathPattern(text, parts(text));
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    int from = 1;
    for (int slash; (slash = path.indexOf('/', from)) >= 0; from = slash + 1) {
      parts.add(path.substring(from, slash));
    }
    parts.add(path.substring(Math.min(from, path.length())));
    return List.copyOf(parts);
  }

  /** True for a path that has these parts and something in each place. */
  public boolean matches(String path) {
    List<String> given = parts(path);
    if (given.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      boolean fits =
          open(parts.get(i)) ? !given.get(i).isEmpty() : parts.get(i).equals(given.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The parts of a path that {@link #matches}. */
  public List<String> values(String path) {
    return parts(path);
  }

  /** Which of them is that of a name. */
  public int place(String name) {
    return parts.indexOf("{" + name + "}");
  }

  /** How many parts are names, not places. */
  int names() {
    return (int) parts.stream().filter(part -> !open(part)).count();
  }

  private static boolean open(String part) {
    return part.startsWith("{");
  }

  /** As routes are written: {@code /api/v1/cameras/:camera/ptz}. */
  public String route() {
    return text.replaceAll("\\{(\\w+)}", ":$1");
  }
}
