package org.gatehouse.server.config.bind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Named mappings in a list of the file, from which records of one type take keys that they leave
 * out themselves. Immutable.
 */
public final class Templates {
  static final String NAME = "name";

  private record Named(Node node, String path) {}

  private final @Nullable Class<?> heir;
  private final String key;
  private final Map<String, Named> byName;

  private Templates(@Nullable Class<?> heir, String key, Map<String, Named> byName) {
    this.heir = heir;
    this.key = key;
    this.byName = byName;
  }

  /** None, for files without such a thing. */
  public static Templates none() {
    return new Templates(null, "", Map.of());
  }

  /** Those in the list {@code list} of {@code root}, for records {@code heir} that name one. */
  public static Templates of(Node root, String list, Class<?> heir, String key) {
    Map<String, Named> found = new LinkedHashMap<>();
    if (value(root, list) instanceof SequenceNode sequence) {
      List<Node> items = sequence.getValue();
      for (int i = 0; i < items.size(); i++) {
        if (value(items.get(i), NAME) instanceof ScalarNode name) {
          found.putIfAbsent(name.getValue(), new Named(items.get(i), list + "[" + i + "]"));
        }
      }
    }
    return new Templates(heir, key, found);
  }

  private static @Nullable Node value(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  /** Lets {@code entries} of a {@code type} take over what the template that they name holds. */
  void apply(Class<?> type, Entries entries, Problems problems) throws Unbindable {
    if (type == heir && entries.get(key) instanceof ScalarNode wanted) {
      Named named = byName.get(wanted.getValue());
      if (named == null) {
        problems.add(entries.place(key), unknown(wanted.getValue()));
        throw new Unbindable();
      }
      entries.inherit(wanted.getValue(), key, Entries.of(named.node(), named.path(), problems));
    }
  }

  private String unknown(String seen) {
    String what = "there is no template " + Shown.text(seen);
    if (byName.isEmpty()) {
      return what + "; the site's file has no templates";
    }
    return what
        + Keys.nearest(seen, byName.keySet())
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; known: " + String.join(", ", byName.keySet()));
  }
}
