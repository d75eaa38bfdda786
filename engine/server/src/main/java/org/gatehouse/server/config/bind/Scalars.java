package org.gatehouse.server.config.bind;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;

/** The types that one scalar can hold. Immutable. */
public final class Scalars {
  private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);
  private final Map<Class<?>, Scalar<?>> byType;

  private Scalars(Map<Class<?>, Scalar<?>> byType) {
    this.byType = Map.copyOf(byType);
  }

  /**
   * The types that every configuration may use.
   *
   * @param folder what relative paths are relative to
   * @param secrets looks secrets up
   */
  public static Scalars standard(Path folder, SecretReader secrets) {
    return new Scalars(Map.of())
        .with(Scalar.text(String.class, "a text", TEXT, Scalars::nonEmpty))
        .with(
            Scalar.plain(int.class, "a whole number", Map.of("type", "integer"), Integer::parseInt))
        .with(
            Scalar.plain(
                Integer.class, "a whole number", Map.of("type", "integer"), Integer::parseInt))
        .with(
            Scalar.plain(long.class, "a whole number", Map.of("type", "integer"), Long::parseLong))
        .with(Scalar.plain(double.class, "a number", Map.of("type", "number"), Scalars::finite))
        .with(Scalar.plain(Double.class, "a number", Map.of("type", "number"), Scalars::finite))
        .with(
            Scalar.plain(boolean.class, "true or false", Map.of("type", "boolean"), Scalars::truth))
        .with(
            Scalar.plain(Boolean.class, "true or false", Map.of("type", "boolean"), Scalars::truth))
        .with(
            Scalar.text(
                Duration.class,
                "a duration such as 500ms, 10s, 2m, 12h or 7d",
                Map.of("type", "string", "pattern", "^" + Durations.PATTERN + "$"),
                Durations::parse))
        .with(
            Scalar.text(
                URI.class, "a URL", Map.of("type", "string", "format", "uri"), Scalars::uri))
        .with(
            Scalar.text(
                Path.class, "a path", TEXT, text -> folder.resolve(nonEmpty(text)).normalize()))
        .with(
            new Scalar<>(
                Secret.class,
                SecretReader.EXPECTED,
                false,
                true,
                secrets::read,
                Map.of("type", "string", "pattern", "^(env|file):.+$")));
  }

  /** These and one more. */
  public Scalars with(Scalar<?> scalar) {
    Map<Class<?>, Scalar<?>> more = new HashMap<>(byType);
    more.put(scalar.type(), scalar);
    return new Scalars(more);
  }

  Optional<Scalar<?>> of(Class<?> type) {
    return Optional.ofNullable(type.isEnum() ? choice(type) : byType.get(type));
  }

  private static <T> Scalar<T> choice(Class<T> type) {
    Map<String, T> byName = new HashMap<>();
    List<T> constants = List.of(type.getEnumConstants());
    constants.forEach(constant -> byName.put(Keys.kebab((Enum<?>) constant), constant));
    List<String> names = constants.stream().map(c -> Keys.kebab((Enum<?>) c)).toList();
    String expected = String.join(" or ", names);
    return Scalar.text(
        type,
        expected,
        Map.of("enum", names),
        text -> {
          T constant = byName.get(text);
          if (constant == null) {
            throw notOneOf(text, names);
          }
          return constant;
        });
  }

  /** What to say of a text that is none of {@code names}. */
  static ConfigException notOneOf(String text, List<String> names) {
    String hint = Keys.nearest(text, names).map(n -> "; did you mean '" + n + "'?").orElse("");
    String expected = String.join(" or ", names);
    return new ConfigException("expected " + expected + ", but saw " + Shown.text(text) + hint);
  }

  private static String nonEmpty(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static URI uri(String text) {
    URI uri = URI.create(text);
    if (!uri.isAbsolute() || uri.isOpaque()) {
      throw new IllegalArgumentException();
    }
    String authority = uri.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new ConfigException(
          "a URL must not hold a user or password;"
              + " put user and password under username and password");
    }
    if (uri.getHost() == null) {
      throw new ConfigException("expected a host after ://, but saw " + Shown.text(text));
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new ConfigException("expected a port from 1 to 65535, but saw " + uri.getPort());
    }
    return uri;
  }
}
