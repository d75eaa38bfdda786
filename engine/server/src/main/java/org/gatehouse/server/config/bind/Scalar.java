package org.gatehouse.server.config.bind;

import java.util.Map;

/**
 * How values of one type are written in one YAML scalar.
 *
 * @param expected what a message says is expected, such as {@code a whole number}
 * @param plain whether the value must stand without quotes
 * @param hidden whether messages must not show what was written
 * @param parser throws IllegalArgumentException if the text is not such a value (its message is not
 *     shown: the JDK's quote what was written), or a ConfigException whose message says it all
 * @param schema the JSON Schema of such a value
 */
public record Scalar<T>(
    Class<T> type,
    String expected,
    boolean plain,
    boolean hidden,
    Parser<T> parser,
    Map<String, Object> schema) {

  /** Text to value. */
  @FunctionalInterface
  public interface Parser<T> {
    /** Reads {@code text}. */
    T parse(String text);
  }

  /** A value that may stand in quotes and may be shown. */
  public static <T> Scalar<T> text(
      Class<T> type, String expected, Map<String, Object> schema, Parser<T> parser) {
    return new Scalar<>(type, expected, false, false, parser, schema);
  }

  /** A value that stands without quotes. */
  static <T> Scalar<T> plain(
      Class<T> type, String expected, Map<String, Object> schema, Parser<T> parser) {
    return new Scalar<>(type, expected, true, false, parser, schema);
  }
}
