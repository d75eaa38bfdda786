package org.gatehouse.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.server.config.bind.Scalar;

/**
 * An amount of data as disks are sold, in powers of ten: {@code 500MB}, {@code 15GB}, {@code 2TB}.
 */
public record ByteSize(long bytes) {
  private static final String PATTERN = "([0-9]{1,6})(MB|GB|TB)";
  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  /** How it is written. */
  static Scalar<ByteSize> scalar() {
    return Scalar.text(
        ByteSize.class,
        "a size such as 500MB, 15GB or 2TB",
        Map.of("type", "string", "pattern", "^" + PATTERN + "$"),
        ByteSize::parse);
  }

  private static ByteSize parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException();
    }
    long unit =
        switch (shape.group(2)) {
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          default -> 1_000_000_000_000L;
        };
    return new ByteSize(Long.parseLong(shape.group(1)) * unit);
  }
}
