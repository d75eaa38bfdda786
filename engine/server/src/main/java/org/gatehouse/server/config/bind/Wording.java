package org.gatehouse.server.config.bind;

/** Words one mistake for a person. */
@FunctionalInterface
public interface Wording {
  /**
   * One line of text.
   *
   * @param line from 1; 0 if unknown
   * @param path such as {@code cameras[1].url}; empty for the whole file
   */
  String of(int line, int column, String path, String message);
}
