package org.gatehouse.server.config.bind;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where in the file a value stands.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 * @param path such as {@code cameras[1].url}; empty for the whole file
 */
record Place(int line, int column, String path) {
  static Place of(Node node, String path) {
    return node.getStartMark().map(mark -> of(mark, path)).orElse(new Place(0, 0, path));
  }

  static Place of(Mark mark, String path) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1, path);
  }

  /** The same spot, called by the path of one of its keys. */
  Place key(String key) {
    return new Place(line, column, path.isEmpty() ? key : path + "." + key);
  }
}
