package org.gatehouse.server.config.bind;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a message may show of a value: short, on one line, and no password inside a URL. */
public final class Shown {
  private static final int LONGEST = 80;

  /** From {@code //} to the last {@code @}, greedy: a password may hold any character. */
  private static final Pattern USER_INFO = Pattern.compile("//.*@");

  private static final Pattern QUERY = Pattern.compile("\\?.*");

  private Shown() {}

  /** {@code text} in quotes, without user information and query of a URL. */
  public static String text(String text) {
    String safe = USER_INFO.matcher(text.replaceAll("\\p{Cntrl}", " ")).replaceAll("//***@");
    if (safe.contains("://")) {
      safe = QUERY.matcher(safe).replaceAll("?...");
    }
    return "'" + (safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "...") + "'";
  }

  /** What kind of value it is, and which. */
  static String node(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode s when s.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode s when !s.isPlain() -> "the quoted text " + text(s.getValue());
      case ScalarNode s -> text(s.getValue());
      default -> "something else";
    };
  }

  /** What kind of value it is, and no more: for secrets. */
  static String kind(Node node) {
    return node instanceof ScalarNode s && !s.getTag().equals(Tag.NULL)
        ? "a text (not shown)"
        : node(node);
  }
}
