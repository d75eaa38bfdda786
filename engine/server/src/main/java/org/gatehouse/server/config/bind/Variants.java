package org.gatehouse.server.config.bind;

import java.util.Map;
import java.util.TreeMap;

/**
 * A mapping whose {@code type} key decides which record its further keys belong to; beside them it
 * has a {@code name} and the keys of a record that all of them share.
 *
 * @param noun what one of them is called in messages, such as {@code destination}
 * @param shared the record whose keys all of them have
 * @param settings the record for each value of {@code type}
 */
public record Variants<T>(
    Class<T> type,
    String noun,
    Class<? extends Record> shared,
    TreeMap<String, Class<? extends Record>> settings,
    Factory<T> factory) {
  /** The keys that every variant has. */
  static final String TYPE = "type";

  static final String NAME = "name";

  /** Keeps an own, sorted copy of {@code settings}. */
  public Variants {
    settings = new TreeMap<>(settings);
  }

  /** As the canonical one, from any map. */
  public Variants(
      Class<T> type,
      String noun,
      Class<? extends Record> shared,
      Map<String, Class<? extends Record>> settings,
      Factory<T> factory) {
    this(type, noun, shared, new TreeMap<>(settings), factory);
  }

  /** Makes the value from its parts. */
  @FunctionalInterface
  public interface Factory<T> {
    /** Makes the value. */
    T create(String type, String name, Record shared, Record settings);
  }
}
