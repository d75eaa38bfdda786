package org.gatehouse.camera.rtsp.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.camera.rtsp.HeaderParameters;

/**
 * One challenge of a WWW-Authenticate header.
 *
 * @param scheme in lower case
 * @param parameters names in lower case, values without quotes
 */
public record Challenge(String scheme, Map<String, String> parameters) {
  /**
   * All challenges of the given header values, in order. One value may hold several: a part that
   * starts with a word and a space before any equals sign opens the next one.
   */
  public static List<Challenge> parse(List<String> values) {
    List<Challenge> challenges = new ArrayList<>();
    for (String value : values) {
      List<String> parts = HeaderParameters.split(value, ',');
      int start = 0;
      for (int i = 1; i <= parts.size(); i++) {
        if (i == parts.size() || opens(parts.get(i))) {
          challenges.add(of(parts.subList(start, i)));
          start = i;
        }
      }
    }
    return challenges;
  }

  private static boolean opens(String part) {
    int space = part.indexOf(' ');
    int equals = part.indexOf('=');
    if (space < 0) {
      return equals < 0;
    }
    return equals < 0 || (space < equals && !part.substring(space, equals).isBlank());
  }

  private static Challenge of(List<String> parts) {
    if (parts.isEmpty()) {
      return new Challenge("", Map.of());
    }
    String first = parts.getFirst();
    int space = first.indexOf(' ');
    String scheme = space < 0 ? first : first.substring(0, space);
    List<String> rest = new ArrayList<>(parts);
    rest.set(0, space < 0 ? "" : first.substring(space + 1));
    return new Challenge(scheme.toLowerCase(Locale.ROOT), HeaderParameters.parse(rest));
  }

  /** The parameter's value, or an empty text. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** True if the server only wants a newer nonce, not other credentials. */
  public boolean stale() {
    return parameter("stale").equalsIgnoreCase("true");
  }
}
