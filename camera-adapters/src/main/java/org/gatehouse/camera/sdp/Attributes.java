package org.gatehouse.camera.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks things up in {@code a=} lines. */
final class Attributes {
  private Attributes() {}

  static List<String> all(List<String> attributes, String name) {
    String start = name + ":";
    return attributes.stream()
        .filter(a -> a.regionMatches(true, 0, start, 0, start.length()))
        .map(a -> a.substring(start.length()).trim())
        .toList();
  }

  static @Nullable String first(List<String> attributes, String name) {
    List<String> values = all(attributes, name);
    return values.isEmpty() ? null : values.getFirst();
  }
}
